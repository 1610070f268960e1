"""What is said of a record that doesn't show everything."""

from collections.abc import Mapping
from typing import Final

MESSAGES: Final[Mapping[str, Mapping[str, str]]] = {
    "uk": {
        "person": "користувач",
        "chain": "Що видно у записі",
        "no_cause": "З того, що видно, жодної причини не доведено.",
        "concluded": "Виснувано, а не видно: {exchanges}. Відповідь бекенда повторює слова amoCRM про вже витрачений код, тож ці запити були.",
        "offered": "Посилання {link} у записі немає, бо воно виходить із браузера; його взято зі сторінки, на якій воно є, а що по ньому пішли, видно з наступного запиту застосунку.",
        "not_seen": "Не видно в цьому записі, тому не розглянуто причин: {count} із {all}",
        "backend": "запитів бекенда до amoCRM: у браузері їх немає. Запишіть їх проксі біля бекенда (HTTPS_PROXY і mitmproxy, експорт у HAR) і дайте обидва файли разом: amocrm-e2e explain browser.har backend.har",
        "app": "запитів застосунку до бекенда: запишіть їх у devtools (Preserve log) або проксі на телефоні",
        "browser": "сторінки callback у браузері: увімкніть Preserve log до того, як натиснути «Підключити»",
        "consent": "сторінки згоди amoCRM: увімкніть Preserve log до того, як натиснути «Підключити»",
        "hooks": "вебхуків amoCRM: їх видно лише проксі перед бекендом",
        "links": "посилань у застосунок: переспрямування видно, якщо запис веде сам браузер або проксі між ним і бекендом",
        "simulated": "екранів застосунку, дій людини й того, що насправді є в акаунті: їх показує лише amocrm-e2e run",
        "left_out": "Пропущено записів: {count}, перший: {first}",
        "cut_off": "{file} обривається на середині; прочитано те, що є",
        "sessions": "Тут запити кількох сесій застосунку ({count}), а історія розповідається як одна; залиште у HAR одну людину",
        "token_in_app": "№{number}: токен amoCRM просить сам застосунок, отже, client_secret у ньому",
        "spent_again": "Код {code} обміняно не раз: {answers}. Чия це справа, видно лише поряд із запитами застосунку й браузера.",
        "more": "… і ще {count}",
    },
    "ru": {
        "person": "пользователь",
        "chain": "Что видно в записи",
        "no_cause": "Из того, что видно, ни одна причина не доказана.",
        "concluded": "Заключено, а не видно: {exchanges}. Ответ бэкенда повторяет слова amoCRM об уже потраченном коде, значит, эти запросы были.",
        "offered": "Ссылки {link} в записи нет, потому что она выходит из браузера; она взята со страницы, на которой есть, а что по ней перешли, видно из следующего запроса приложения.",
        "not_seen": "Не видно в этой записи, поэтому не рассмотрено причин: {count} из {all}",
        "backend": "запросов бэкенда к amoCRM: в браузере их нет. Запишите их прокси возле бэкенда (HTTPS_PROXY и mitmproxy, экспорт в HAR) и дайте оба файла вместе: amocrm-e2e explain browser.har backend.har",
        "app": "запросов приложения к бэкенду: запишите их в devtools (Preserve log) или прокси на телефоне",
        "browser": "страницы callback в браузере: включите Preserve log до того, как нажать «Подключить»",
        "consent": "страницы согласия amoCRM: включите Preserve log до того, как нажать «Подключить»",
        "hooks": "вебхуков amoCRM: их видит только прокси перед бэкендом",
        "links": "ссылок в приложение: перенаправления видны, если запись ведёт сам браузер или прокси между ним и бэкендом",
        "simulated": "экранов приложения, действий человека и того, что на самом деле есть в аккаунте: их показывает только amocrm-e2e run",
        "left_out": "Пропущено записей: {count}, первая: {first}",
        "cut_off": "{file} обрывается на середине; прочитано то, что есть",
        "sessions": "Здесь запросы нескольких сессий приложения ({count}), а история рассказывается как одна; оставьте в HAR одного человека",
        "token_in_app": "№{number}: токен amoCRM просит само приложение, значит, client_secret в нём",
        "spent_again": "Код {code} обменян не раз: {answers}. Чьё это дело, видно только рядом с запросами приложения и браузера.",
        "more": "… и ещё {count}",
    },
    "en": {
        "person": "the user",
        "chain": "What the record shows",
        "no_cause": "What is seen proves no cause.",
        "concluded": "Concluded, not seen: {exchanges}. The backend's answer repeats amoCRM's words about a code that was spent before, so these requests were made.",
        "offered": "The link {link} isn't in the record, since it leaves the browser; it is taken from the page that has it, and that it was followed shows in the app's next request.",
        "not_seen": "Not seen in this record, so that causes weren't judged: {count} of {all}",
        "backend": "the backend's requests to amoCRM: a browser has none of them. Record them by a proxy beside the backend (HTTPS_PROXY and mitmproxy, exported as HAR) and give both files together: amocrm-e2e explain browser.har backend.har",
        "app": "the app's requests to the backend: record them in devtools (Preserve log), or by a proxy on the phone",
        "browser": "the callback page in the browser: switch Preserve log on before Connect is pressed",
        "consent": "amoCRM's consent page: switch Preserve log on before Connect is pressed",
        "hooks": "amoCRM's webhooks: only a proxy in front of the backend sees them",
        "links": "links into the app: redirects are seen where the browser itself records, or a proxy between it and the backend",
        "simulated": "the app's screens, what people do, and what the account really holds: only amocrm-e2e run shows them",
        "left_out": "Entries left out: {count}, the first: {first}",
        "cut_off": "{file} ends in the middle; what is there has been read",
        "sessions": "There are requests of several sessions of the app here ({count}), and they are told as one story; leave one person in the HAR",
        "token_in_app": "№{number}: the app itself asks amoCRM for tokens, so the client_secret is in it",
        "spent_again": "The code {code} was exchanged more than once: {answers}. Whose doing that was shows only beside the requests of the app and the browser.",
        "more": "… and {count} more",
    },
}


def say(lang: str) -> Mapping[str, str]:
    """The words of a language; English where there is no other."""
    return MESSAGES.get(lang, MESSAGES["en"])
