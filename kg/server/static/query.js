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
  // the editor leaves these without names and roles that screen readers need
  const named = () => {
    const all = (selector, change) => document.querySelectorAll("#yasgui " + selector).forEach(change);
    all(":is(input, select, textarea):not([aria-label])", (e) => e.setAttribute("aria-label", e.className || "SPARQL"));
    all("th", (e) => e.textContent.trim() || e.append("№"));
    all(".tabsList[role], .tabsList [role=tab]", (e) => ["role", "aria-selected", "aria-controls"].forEach((a) => e.removeAttribute(a)));
    all(".CodeMirror-scroll", (e) => e.setAttribute("tabindex", "0"));
  };
  named();
  new MutationObserver(named).observe(document.getElementById("yasgui"), { childList: true, subtree: true });
  window.kgEditor = yasgui;
})();
