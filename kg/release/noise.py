"""Which lines of a page are not text: reviewed patterns, each beside an example of what it is for.

All are matched against a whole line that has lost its Markdown marks; all are linear.
"""

from __future__ import annotations

import re
from typing import Final

MAX_NOISE: Final = 250  # a longer line is text, however it begins

_STARTS: Final = (
    r"(?:Поделиться|Поделитесь|Падзяліцца|Share)(?: this| новостью| навіной)?(?: ?[:|].*| в .{0,60}| on .{0,60})?",
    r"(?:Читайте|Читать|Смотрите|Чытайце|Глядзіце) (?:также|ещ[её]|по теме|таксама)\b.*",
    r"(?:Read|See) (?:also|more)\b.*|Related (?:news|articles|posts)\b.*|(?:По теме|Материалы по теме|Похожие новости)\b.*",
    r"(?:Подписывайтесь|Подпишитесь|Подписаться|Падпісвайцеся|Падпішыцеся|Присоединяйтесь|Следите за)\b.*",
    r"(?:Follow|Join) us\b.*|Subscribe (?:to|now|for)\b.*|Sign up for\b.*",
    r"(?:Фото|Фота|Снимок|Иллюстрация|Photos?|Image|Выява|Изображение|Видео|Video)(?: ?[:©/|—–-]| предоставлен| с сайта| by ).*",
    r"(?-i:Фото|Фота|Photo) (?-i:[А-ЯЁІЎA-Z])[^.!?]{2,80}\.?",  # "Фота Максіма …"
    r"(?:На (?:снимке|фото|фотографии|здымку)|In the (?:photo|picture)|Pictured)\b.*",
    r"\((?:Photo|Фото|Фота|Изображение|На снимке)\b.*",
    r"\[(?:Изображение|Фото|Выява|Фота|Image|Photo|Видео|Video)\b.*",
    r"(?:©|\(c\)|Copyright\b|Все права защищены|All rights reserved).*",
    r"(?:Теги|Метки|Тэги|Tags|Ключевые слова|Рубрика|Рубрики|Категория|Раздел|Просмотров|Просмотры|Views|Комментарии|Comments) ?[:(].*",
    r"Использована информация.*|(?:По материалам|Информация с сайта)\b.{0,60}|(?:Крыніца|Источник|Source) ?:.{0,80}",
    r"(?:Нашли|Заметили|Если вы нашли) (?:ошибку|опечатку)\b.*",
    r"(?:При использовании материалов|Перепечатка (?:только|материалов)|Копирование материалов)\b.*",
    r"(?:Мы используем|Этот сайт использует|We use|This site uses) (?:файлы )?cookies?\b.*",
    r"(?:Скачать|Спампаваць|Download)(?: .{1,30})?",
)
_WHOLE: Final = (
    r"\[?(?:Изображение|Выява|Фото|Фота|Image|Photo|Видео|Video|PDF|DOCX?|RTF|Галерея|Фотогалерея|Gallery)\]?",
    r"\d{1,2}\+|РЕКЛАМА|Реклама|Advertisement|ADVERTISEMENT|На правах рекламы",
    r"(?:[A-Z]{3} ?=? ?[\d.,]+ ?(?:[A-Z]{3})?[ ;|]*){1,1}",  # "USD = 66.40 RUB"
    r"(?:[+-]?\d{1,3}°?C?|\d{1,7}|[|•*»›>—–-]{1,5}|\w)",  # view counters, lonely letters and bars
    r"(?:Версия для печати|Версія для друку|Распечатать|Печать|Print(?: version)?|Print this page|Полная версия|Full version)",
    r"(?:Назад|Вперед|Наверх|К списку новостей|Все новости|Новости дня|Главная|Home|Back|Меню|Menu|Войти|Поиск|Search)",
    r"(?:Новости|Навіны|News|Пресс-релиз|Пресс-релизы|Press release|ПРЕСС-РЕЛИЗ|Анонс|Опрос)",
    r"/[^/\n]{2,40}/\.?",  # "/БЕЛТА/"
    r"(?:Facebook|Twitter|Telegram|ВКонтакте|ВК|ОК|Одноклассники|VK|OK|WhatsApp|Viber|LinkedIn|X|[ |,·/]){2,20}",
    r"(?:Facebook|Twitter|Telegram|ВКонтакте|Одноклассники|WhatsApp|Viber|LinkedIn|Instagram|YouTube|RSS)",
    r"(?:end|\*{3}|#{3}|- ?30 ?-)",
)
# "На снимке: ректор Анна Кот и посол …", "Фото: министр … и … после встречи": who is seen, and in what post, is text
_SHOWN: Final = re.compile(r"(?:На (?:снимке|фото|фотографии|здымку)|Фото|Фота|Снимок)\b[^:.]{0,40}:", re.I)
_POST: Final = re.compile(
    r"\b(?:министр|замминистра|директор|гендиректор|посол|ректор|мэр|аким|глава|президент|председатель|начальник|руководитель|заместитель|міністр|дырэктар|пасол|рэктар|старшыня|намеснік)\b"
)
_FULL_NAME: Final = re.compile(r"[А-ЯЁІЎ][а-яёіў]+ [А-ЯЁІЎ][а-яёіў]+")
# "Тел.: +375 (17) …", "Пресс-служба: тел. (+994 12) …, факс …": a line that is an address, not a sentence about one
_PHONE: Final = re.compile(
    r"(?:[\w-]+(?: [\w-]+){0,4} ?: ?)?(?:тел|факс|телефоны?|тэл|т/ф|phone|tel|fax|e-?mail|моб)\b[.:]?[^а-яёA-Za-zА-ЯЁ]{3,60}"
    r"(?:(?:,|;)? ?(?:тел|факс|телефон|fax|phone|tel|e-?mail)\b.{0,80})?\.?",
    re.I,
)
_MAIL: Final = re.compile(r"(?:[\w.-]+ ?: ?)?[\w.+-]{1,60}@[\w-]{1,60}(?:\.[\w-]{1,30}){1,4}")
_CRUMB: Final = re.compile(r" (?:[»›>|→•/·]|&raquo;) ")
_BAR: Final = re.compile(r"\|.{0,240}\|")
_LINE: Final = re.compile("|".join(f"(?:{p})" for p in (*_STARTS, *_WHOLE)), re.I)
# "Фото: министр А и посол Б во время встречи 10 мая в Осло": what was going on, not who held the camera
_CAPTION: Final = re.compile(
    r"(?:Фото|Фота|На (?:снимке|фото|фотографии|здымку)|Снимок)\b ?:? ?[^\n]{12,200}?"
    r"(?:во время|в ходе|на|перед|после|по окончании|по завершении|падчас|у ходзе|пасля) (?:[а-яёіў-]{4,20} ){0,2}?(?:встреч|бесед|переговор|перагавор|при[её]м|сустрэч|гутарк|подписан|падпісан|церемони|цырымон)",
    re.I,
)
# "Kabar", "Trend", "Татар-информ": an agency that signs below its text
_SIGNATURE: Final = re.compile(r"[/«\"(]?[A-ZА-ЯЁІЎ][\w.«»\"-]{1,30}(?: [\w.«»\"-]{2,30}){0,2}[/»\")]?")


def is_noise(line: str) -> bool:
    """True for a line of a page that is not a part of its article."""
    if len(line) > MAX_NOISE or (_CAPTION.match(line) and (_POST.search(line) or _FULL_NAME.search(line))) or _shows_somebody(line):
        return False
    if _LINE.fullmatch(line) or _PHONE.fullmatch(line) or _MAIL.fullmatch(line) or _BAR.fullmatch(line):
        return True
    return is_breadcrumbs(line)


def _shows_somebody(line: str) -> bool:
    """A caption that names a person with a post; "Фото: Министерство связи", "Фото: Иван Петров" are credits."""
    return _SHOWN.match(line) is not None and _POST.search(line) is not None and _FULL_NAME.search(line) is not None


def is_breadcrumbs(line: str) -> bool:
    """True for "Home | POLITICS | ICT ministers meet": two separators or more, no sentence."""
    return len(_CRUMB.findall(line)) >= 2 and not line.endswith((".", "!", "?", ";", ":"))


def is_signature(line: str) -> bool:
    """True for a last line that can be an agency's name: three words at most and no final mark."""
    return _SIGNATURE.fullmatch(line) is not None and not line.endswith(".")


_TITLE: Final = re.compile(
    "(?:Чрезвычайный|Временн|Посол|Министр|Заместитель|Первый|Генеральный|Директор|Председатель|Начальник|Руководитель|Ректор|Президент|Глава|"
    "Пасол|Намеснік|Старшыня|Дырэктар|Кіраўнік|Ambassador|Minister|Deputy|Director|Chair|Head|Rector|President)"
)
_LONGEST_TITLE: Final = 160


def is_post(line: str) -> bool:
    """True for a line that is a post, so that the name below it is no agency's: "Посол Республики …"."""
    return len(line) < _LONGEST_TITLE and _TITLE.match(line) is not None and not line.endswith((".", ":", ";"))
