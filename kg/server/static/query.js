"use strict";
// The editor: speaks to this server only, keeps nothing between visits, starts with a question.
(async () => {
  const examples = await (await fetch("/query/examples.json")).json();
  Yasgui.defaults.requestConfig.endpoint = location.origin + "/sparql";
  Yasgui.Yasqe.defaults.createShareableLink = null;
  const yasgui = new Yasgui(document.getElementById("yasgui"), {
    requestConfig: { endpoint: location.origin + "/sparql", method: "POST" },
    copyEndpointOnNewTab: true,
    persistenceId: null,
    endpointCatalogueOptions: { getData: () => [{ endpoint: location.origin + "/sparql" }] },
  });
  const chosen = document.getElementById("example");
  const show = (name) => {
    const example = examples.find((e) => e.name === name);
    if (example) yasgui.getTab().getYasqe().setValue(example.sparql);
  };
  show("memoranda");
  chosen.addEventListener("change", () => show(chosen.value));
  window.kgEditor = yasgui;
})();
