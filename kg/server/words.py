"""Words of the pages in the languages of their readers."""

from __future__ import annotations

WORDS: dict[str, dict[str, str]] = {
    "en": {
        "title": "Digital cooperation between countries", "ask": "Ask", "ask_hint": "Which memoranda has Belarus signed with Korea?",
        "ask_label": "Your question in English, Russian or Belarusian", "search": "Search", "search_label": "Name of a person, body, agreement, event",
        "questions": "Questions", "query": "SPARQL", "graph": "Graph", "downloads": "Download", "home": "Start",
        "understood": "Understood", "not_understood": "The question is not understood.", "unknown": "Words that are not known", "read_as": "read as",
        "nothing": "The graph has nothing on this.", "nearest": "Nearest questions", "several": "may be any of", "rows": "Rows",
        "run": "Show", "sentence": "Sentence", "release": "Release", "facts": "Facts", "known": "Known", "labels": "Names", "about": "About",
        "found": "Found", "none_found": "Nothing has that name.", "sentences": "Sentences of the release with the facts that they state",
        "data": "Data of this page", "skip": "To the content", "required": "needed", "optional": "optional", "error": "This does not work",
        "what": "What the graph has", "of": "is the value of", "sparql": "The query", "example": "Examples", "text": "Text at its source", "timeline": "Timeline", "around": "What it is tied to", "not_all": "There are more facts; these are the first",
    },
    "ru": {
        "title": "Цифровое сотрудничество стран", "ask": "Спросить", "ask_hint": "Какие меморандумы Беларусь подписала с Кореей?",
        "ask_label": "Ваш вопрос по-русски, по-белорусски или по-английски", "search": "Найти", "search_label": "Имя человека, организации, документа, мероприятия",
        "questions": "Вопросы", "query": "SPARQL", "graph": "Граф", "downloads": "Скачать", "home": "Начало",
        "understood": "Понято так", "not_understood": "Вопрос не понят.", "unknown": "Неизвестные слова", "read_as": "прочитано как",
        "nothing": "В графе об этом ничего нет.", "nearest": "Ближайшие вопросы", "several": "может значить", "rows": "Строк",
        "run": "Показать", "sentence": "Предложение", "release": "Релиз", "facts": "Факты", "known": "Известно", "labels": "Названия", "about": "О предмете",
        "found": "Найдено", "none_found": "Ничего с таким названием нет.", "sentences": "Предложения релиза и факты, которые в них высказаны",
        "data": "Данные этой страницы", "skip": "К содержанию", "required": "нужно", "optional": "можно", "error": "Так не получится",
        "what": "Что есть в графе", "of": "— значение свойства", "sparql": "Запрос", "example": "Примеры", "text": "Текст в источнике", "timeline": "Хронология", "around": "С чем связано", "not_all": "Фактов больше; здесь первые",
    },
    "be": {
        "title": "Лічбавае супрацоўніцтва краін", "ask": "Спытаць", "ask_hint": "Якія мемарандумы падпісала Беларусь з Карэяй?",
        "ask_label": "Ваша пытанне па-беларуску, па-руску або па-англійску", "search": "Знайсці", "search_label": "Імя чалавека, арганізацыі, дакумента, мерапрыемства",
        "questions": "Пытанні", "query": "SPARQL", "graph": "Граф", "downloads": "Спампаваць", "home": "Пачатак",
        "understood": "Зразумета так", "not_understood": "Пытанне не зразумелае.", "unknown": "Невядомыя словы", "read_as": "прачытана як",
        "nothing": "У графе пра гэта нічога няма.", "nearest": "Бліжэйшыя пытанні", "several": "можа значыць", "rows": "Радкоў",
        "run": "Паказаць", "sentence": "Сказ", "release": "Рэліз", "facts": "Факты", "known": "Вядома", "labels": "Назвы", "about": "Пра прадмет",
        "found": "Знойдзена", "none_found": "Нічога з такой назвай няма.", "sentences": "Сказы рэліза і факты, якія ў іх выказаны",
        "data": "Даныя гэтай старонкі", "skip": "Да зместу", "required": "трэба", "optional": "можна", "error": "Так не атрымаецца",
        "what": "Што ёсць у графе", "of": "— значэнне ўласцівасці", "sparql": "Запыт", "example": "Прыклады", "text": "Тэкст у крыніцы", "timeline": "Храналогія", "around": "З чым звязана", "not_all": "Фактаў больш; тут першыя",
    },
}  # fmt: skip
