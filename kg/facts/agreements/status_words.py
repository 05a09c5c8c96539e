"""Words by which a sentence says how far an agreement has come: lemmas, Russian, English and Belarusian."""

from __future__ import annotations

SIGNATURES = frozenset("подписант подпись автограф подпіс signature".split())
PROSPECT = frozenset(
    "планировать планироваться намереваться намеренный намерен предполагать предполагаться предстоять намеченный наметить намечать намечаться рассчитывать собираться "
    "ожидаться запланированный запланировать договориться готовить готовиться хотеть планировавшийся условиться поручить решить возможный намерение готовность обещать планируемый готовый "
    "прийти призвать предусмотреть договоренность foresee envisage slate due set undertake schedule draft plan intend expect agree prepare hope aim планаваць намервацца дамовіцца".split()
)
WISHES = frozenset(
    "заинтересованность заинтересованный заинтересовать интерес надежда надеяться важность необходимость целесообразность актуальность стремление стремиться желание инициатива "
    "подготовка ускорение ускорить ускорять форсировать активизировать ожидание ожидать ждать ожидающий срок дата стадия процедура выступать высказаться поддержать приветствовать "
    "прорабатывать прорабатываться зацікаўленасць надзея падрыхтоўка паскорыць чакаць".split()
)
CONTENT = frozenset("предполагать предусмотреть предусматривать намереваться стремиться планировать ожидаться предложить aim seek envisage foresee propose offer hope".split())
MEANT = frozenset("призвать".split())  # «документ призван помочь»
TALKS = frozenset("переговоры вопрос возможность перспектива предложение идея".split())
TALKING = frozenset("переговоры мнение разговор диалог дискуссия консультация перамовы talk negotiation".split())
OFFERS = frozenset("предложить предлагать рекомендовать propose offer suggest прапанаваць".split())
MANAGED = frozenset("удаться смочь суметь успеть довестись manage".split())
NOUNS = frozenset("подписание заключение парафирование ратификация вступление продление падпісанне signing conclusion подпись автограф signature подпіс".split())
BROUGHT = frozenset("состояться пройти завершиться завершить стать произойти увенчаться закончиться ознаменоваться участвовать участие присутствовать провести "
                     "проходить открыться привести осуществить совершить увенчать закончить ознаменовать сопровождаться последовать происходить присутствие закрыться hold attend take culminate witness see cap crown result oversee watch mark".split())  # fmt: skip
ANNOUNCED = frozenset("объявить объявлять сообщить сообщать аб'явіць абвясціць announce".split())
PART = frozenset({"участие"})
PUT = frozenset("поставить ставить оставить появиться стоять принадлежать значиться красоваться проставить украсить украшать скрепить поставленный put affix паставіць".split())
STANDING = frozenset("стоять ставить принадлежать значиться красоваться украшать".split())
DRAFTING = frozenset("подготовить готовить готовиться prepare draft падрыхтаваць разработать разрабатывать составить согласовать доработать дорабатываться finalise finalize".split())
WORKING_OUT = frozenset("выработать проработать выпрацаваць прапрацаваць распрацаваць".split())
ADOPTED = frozenset("принять принятый adopt".split())
ADOPTABLE = frozenset({"statement", "declaration", "recommendations", "action-plan", "programme", "roadmap", "protocol"})
PAPERS = frozenset("документ бумага дакумент document".split())
SOMEDAY = frozenset("когда-нибудь когда-либо".split())
BECOME = frozenset("стать стаць".split())
EXCLUDING = frozenset("исключать исключить выключаць".split())
AWAITING = frozenset("ждать ожидать ожидаться подлежать предстоять требовать нуждаться дожидаться чакаць".split())
STEPS = frozenset("шаг этап крок".split())
MAY = frozenset("мочь магчы".split())
STAGES = frozenset("согласование рассмотрение проработка обсуждение изучение".split())
SHELVED = frozenset("отложить отложенный перенести перенесенный postpone".split())
PROLONGS = frozenset("продлить продлевать пролонгировать утвердить ратифицировать".split())
ENTERING = frozenset("вступить вступивший вступление enter".split())
FORCE = frozenset("сила force дзеянне".split())
APPROVING = frozenset("утвердить утвержденный approve".split())
ONGOING = frozenset("подписывать подписываться заключать заключаться скреплять sign conclude".split())
OF_EXISTING = frozenset("продлить продлевать продление пролонгировать пролонгация ратифицировать прадоўжыць".split())
ITSELF = frozenset("это".split())
UPON = frozenset("после состоявшегося following after".split())
# beside a verb in the present tense these say that it is still to come
SOON = frozenset("осенью весной летом зимой завтра послезавтра скоро вскоре заўтра паслязаўтра хутка неўзабаве восенню вясной летам зімой tomorrow soon shortly".split())
