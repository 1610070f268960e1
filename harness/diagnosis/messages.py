"""Every cause in three languages: what happened, why that breaks, what to change."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from harness.diagnosis.finding import Finding


@dataclass(frozen=True, slots=True)
class Text:
    """The four sentences of a cause; placeholders are a finding's values."""

    title: str
    happened: str
    why: str
    change: str


ACTORS: Final[Mapping[str, Mapping[str, str]]] = {
    "uk": {"callback": "бекенд у callback", "app": "застосунок через exchange-code", "backend_alone": "бекенд сам"},
    "ru": {"callback": "бэкенд в callback", "app": "приложение через exchange-code", "backend_alone": "бэкенд сам"},
    "en": {
        "callback": "the backend in its callback",
        "app": "the app via exchange-code",
        "backend_alone": "the backend on its own",
    },
}

UK: Final[Mapping[str, Text]] = {
    "code_exchanged_twice.app": Text(
        "Код авторизації {code} обміняно двічі",
        "Спершу {code} обміняв {first_by} о {first_at} — успішно. Потім його ще раз обміняв {second_by} о {second_at} — відповідь {status} «{hint}».",
        "Код одноразовий: перший обмін його витратив. Застосунок отримав код із посилання {link} і обміняв його вдруге.",
        "Бекенд: у deep link передавайте success=true замість code. Застосунок: після повернення не викликайте exchange-code, а лише оновіть статус і ліди.",
    ),
    "code_exchanged_twice.callback": Text(
        "Код авторизації {code} обміняно двічі",
        "Спершу {code} обміняв {first_by} о {first_at} — успішно. Потім його ще раз обміняв {second_by} о {second_at} — відповідь {status} «{hint}».",
        "Код одноразовий, а сторінку callback відкрили ще раз (F5, попереднє завантаження), і вона повторила обмін.",
        "Бекенд: запам'ятайте, що цей state уже завершено, і на повторне відкриття покажіть той самий результат без запиту токена.",
    ),
    "code_exchanged_twice.retry": Text(
        "Код авторизації {code} обміняно двічі",
        "Спершу {code} обміняв {first_by} о {first_at} — успішно. Потім той самий запит повторено о {second_at}, хоча ніхто про це не просив, — відповідь {status} «{hint}».",
        "Код одноразовий: перший обмін його витратив, тож повторення (retry HTTP-клієнта, фонова задача) завжди отримає відмову.",
        "Бекенд: не повторюйте запит токена автоматично; після успіху збережіть токени й більше не чіпайте код.",
    ),
    "code_in_deep_link.spent": Text(
        "Deep link несе вже витрачений код {code}",
        "О {at} браузер відкрив {link}; код у ньому вже обміняв бекенд.",
        "Код видно системі й іншим застосункам, а старий застосунок обміняє його вдруге й отримає відмову.",
        "Бекенд: замініть code=… на success=true у deep link.",
    ),
    "code_in_deep_link.unspent": Text(
        "Deep link несе код авторизації {code}",
        "О {at} браузер відкрив {link}.",
        "Секрет, за який дають токени, потрапив у посилання, яке бачить система й інші застосунки.",
        "Бекенд: обміняйте код у callback, а в deep link передайте success=true.",
    ),
    "app_expects_code": Text(
        "Застосунок не зрозумів success=true і чекає на код",
        "О {at} {person} повертається за посиланням {link}; застосунок показує помилку «Код авторизації відсутній.»",
        "Бекенд уже обміняв код і чесно сказав success=true, а стара версія застосунку шукає code, щоб обміняти його самій.",
        "Застосунок: якщо success=true, оновіть статус і ліди; exchange-code не викликайте.",
    ),
    "redeemed_by_app": Text(
        "Код {code} обмінює не callback, а застосунок",
        "Callback залишив код недоторканим; запит токена був лише о {at}, коли застосунок викликав {request}.",
        "Код пішов через deep link у телефон: хто перехопить посилання, той і під'єднає акаунт; а якщо застосунок не повернеться, під'єднання не буде.",
        "Бекенд: обмінюйте код у callback до того, як віддати сторінку, і передавайте success=true.",
    ),
    "never_redeemed": Text(
        "Код {code} ніхто не обміняв",
        "О {at} callback отримав код і повернув посилання {link}, але запиту на /oauth2/access_token не було.",
        "Без обміну немає токенів, а код згорить за 20 хвилин.",
        "Бекенд: обмінюйте код у callback. Якщо запит мав бути, перевірте, чи веде адреса amoCRM у середовищі бекенда до мока.",
    ),
    "token_lost": Text(
        "Токени отримано і загублено",
        "О {redeemed_at} код {code} обміняно успішно, а о {status_at} статус ({person}) уже «не підключено».",
        "Бекенд отримав пару токенів, але не знайшов її під час перевірки статусу: не зберіг, зберіг не тому користувачеві або помилку збереження проковтнуто.",
        "Бекенд: збережіть токени для користувача зі state до відповіді callback; помилка збереження — це сторінка помилки, а не успіх.",
    ),
    "status_without_token": Text(
        "Статус «підключено» без жодного токена",
        "О {at} статус ({person}) — connected: true, хоча жодного успішного обміну коду ще не було.",
        "Статус обчислено не з власних токенів цього користувача: його вигадано або взято з токенів когось іншого.",
        "Бекенд: connected має бути true лише тоді, коли для цього користувача є дієва пара токенів.",
    ),
    "status_not_refreshed": Text(
        "Застосунок не перепитав статус після повернення",
        "Код обміняно о {redeemed_at}, {person} повертається о {back_at}, але GET статусу після цього немає; екран — {screen}.",
        "Застосунок показує відповідь, отриману ще до підключення.",
        "Застосунок: оновіть статус на екрані callback (invalidateQueries) і коли екран CRM отримує фокус (useFocusEffect).",
    ),
    "leads_not_refreshed": Text(
        "Застосунок не перепитав ліди після підключення",
        "Код обміняно о {redeemed_at}, {person} повертається о {back_at}, статус уже «підключено», але останній GET лідів — о {asked_at}. На екрані {shown} з {expected}.",
        "Список лідів — це відповідь, отримана ще до підключення.",
        "Застосунок: на екрані callback після статусу оновіть і ключ ['leads'].",
    ),
    "token_shared": Text(
        "Чуже підключення видно іншій людині",
        "О {redeemed_at} акаунт під'єднує {owner}, а о {at} «підключено» бачить уже й {person}, хоча нічого не під'єднує.",
        "Токен збережено не для користувача, а для всіх, або пошук токена має загальний запасний варіант.",
        "Бекенд: зберігайте токени з user_id зі state і шукайте лише власні.",
    ),
    "foreign_leads": Text(
        "У списку ліди чужого акаунта",
        "О {at} {person} отримує {count} чужих лідів, перший — {lead} з акаунта {account}; власний акаунт — {own}.",
        "Список не обмежено акаунтом, який під'єднав цей користувач.",
        "Бекенд: додайте до запиту лідів умову за account_id підключення користувача.",
    ),
    "state_not_verified.missing": Text(
        "Callback без state обміняв код {code}",
        "О {at} callback відкрито зовсім без state, і бекенд обміняв код.",
        "Без state бекенд не знає, чий це код: сторонній може під'єднати свій акаунт чужому користувачеві.",
        "Бекенд: без дійсного state покажіть помилку і не обмінюйте код.",
    ),
    "state_not_verified.used": Text(
        "Callback прийняв уже використаний state {state}",
        "О {at} callback отримав новий код {code} зі state, який уже завершено, і бекенд обміняв код.",
        "Хто знає старий state, той замінить підключення його власника своїм акаунтом.",
        "Бекенд: state одноразовий; вдруге з іншим кодом — помилка без обміну.",
    ),
    "state_not_verified.foreign": Text(
        "Callback прийняв чужий state {state}",
        "О {at} callback отримав код {code} зі state, якого {person} не починає, і бекенд обміняв код.",
        "Перевірено не те, що state видав сервер, а лише його вміст.",
        "Бекенд: підписуйте state, зберігайте його і звіряйте перед обміном.",
    ),
    "webhook_not_taken.late": Text(
        "Бекенд не встигає відповісти на вебхук",
        "О {at} amoCRM надсилає вебхук {event}, і за 2 секунди відповіді немає. Повторів у сценарії: {again}.",
        "amoCRM чекає 2 секунди; що довше — не доставлено. Вебхук прийде знову через 5 і 15 хвилин, а понад сто таких за дві години вимкнуть його.",
        "Бекенд: відповідайте 200 одразу, а роботу робіть у фоні.",
    ),
    "webhook_not_taken.refused": Text(
        "Бекенд відмовляє вебхуку: {status}",
        "О {at} amoCRM надсилає вебхук {event}, і бекенд відповідає {status}. Повторів у сценарії: {again}.",
        "Доставленим amoCRM вважає вебхук лише з відповіддю від 100 до 299; переспрямування теж відмова. Він прийде знову, а понад сто таких за дві години вимкнуть його.",
        "Бекенд: відповідайте 200, навіть якщо подія вам не потрібна; помилку запишіть собі.",
    ),
    "webhook_ignored": Text(
        "Вебхук прийнято, але нічого не змінилося",
        "О {at} бекенд прийняв вебхук {event} про лід {lead} і нічого не запитав в amoCRM; о {asked_at} застосунок ({person}) усе ще отримує ліди без цієї зміни.",
        "amoCRM надсилає не JSON, а форму application/x-www-form-urlencoded з ключами на кшталт leads[add][0][id]; хто її не читає, той відповідає 200 і губить подію.",
        "Бекенд: розбирайте форму з дужками PHP і оновлюйте лід, про який у ній сказано.",
    ),
}

RU: Final[Mapping[str, Text]] = {
    "code_exchanged_twice.app": Text(
        "Код авторизации {code} обменян дважды",
        "Сначала {code} обменял {first_by} в {first_at} — успешно. Потом его ещё раз обменял {second_by} в {second_at} — ответ {status} «{hint}».",
        "Код одноразовый: первый обмен его потратил. Приложение получило код из ссылки {link} и обменяло его второй раз.",
        "Бэкенд: в deep link передавайте success=true вместо code. Приложение: после возврата не вызывайте exchange-code, а только обновите статус и лиды.",
    ),
    "code_exchanged_twice.callback": Text(
        "Код авторизации {code} обменян дважды",
        "Сначала {code} обменял {first_by} в {first_at} — успешно. Потом его ещё раз обменял {second_by} в {second_at} — ответ {status} «{hint}».",
        "Код одноразовый, а страницу callback открыли ещё раз (F5, предзагрузка), и она повторила обмен.",
        "Бэкенд: запомните, что этот state уже завершён, и при повторном открытии покажите тот же результат без запроса токена.",
    ),
    "code_exchanged_twice.retry": Text(
        "Код авторизации {code} обменян дважды",
        "Сначала {code} обменял {first_by} в {first_at} — успешно. Потом тот же запрос повторён в {second_at}, хотя никто об этом не просил, — ответ {status} «{hint}».",
        "Код одноразовый: первый обмен его потратил, поэтому повтор (retry HTTP-клиента, фоновая задача) всегда получит отказ.",
        "Бэкенд: не повторяйте запрос токена автоматически; после успеха сохраните токены и больше не трогайте код.",
    ),
    "code_in_deep_link.spent": Text(
        "Deep link несёт уже потраченный код {code}",
        "В {at} браузер открыл {link}; код в нём уже обменял бэкенд.",
        "Код виден системе и другим приложениям, а старое приложение обменяет его второй раз и получит отказ.",
        "Бэкенд: замените code=… на success=true в deep link.",
    ),
    "code_in_deep_link.unspent": Text(
        "Deep link несёт код авторизации {code}",
        "В {at} браузер открыл {link}.",
        "Секрет, за который дают токены, попал в ссылку, которую видят система и другие приложения.",
        "Бэкенд: обменяйте код в callback, а в deep link передайте success=true.",
    ),
    "app_expects_code": Text(
        "Приложение не поняло success=true и ждёт код",
        "В {at} {person} возвращается по ссылке {link}; приложение показывает ошибку «Код авторизації відсутній.»",
        "Бэкенд уже обменял код и честно сказал success=true, а старая версия приложения ищет code, чтобы обменять его самой.",
        "Приложение: если success=true, обновите статус и лиды; exchange-code не вызывайте.",
    ),
    "redeemed_by_app": Text(
        "Код {code} обменивает не callback, а приложение",
        "Callback оставил код нетронутым; запрос токена был только в {at}, когда приложение вызвало {request}.",
        "Код ушёл через deep link в телефон: кто перехватит ссылку, тот и подключит аккаунт; а если приложение не вернётся, подключения не будет.",
        "Бэкенд: обменивайте код в callback до того, как отдать страницу, и передавайте success=true.",
    ),
    "never_redeemed": Text(
        "Код {code} никто не обменял",
        "В {at} callback получил код и вернул ссылку {link}, но запроса к /oauth2/access_token не было.",
        "Без обмена нет токенов, а код сгорит через 20 минут.",
        "Бэкенд: обменивайте код в callback. Если запрос должен был быть, проверьте, ведёт ли адрес amoCRM в окружении бэкенда к моку.",
    ),
    "token_lost": Text(
        "Токены получены и потеряны",
        "В {redeemed_at} код {code} обменян успешно, а в {status_at} статус ({person}) уже «не подключено».",
        "Бэкенд получил пару токенов, но не нашёл её при проверке статуса: не сохранил, сохранил не тому пользователю или ошибка сохранения проглочена.",
        "Бэкенд: сохраните токены для пользователя из state до ответа callback; ошибка сохранения — это страница ошибки, а не успех.",
    ),
    "status_without_token": Text(
        "Статус «подключено» без единого токена",
        "В {at} статус ({person}) — connected: true, хотя ни одного успешного обмена кода ещё не было.",
        "Статус вычислен не по собственным токенам этого пользователя: он придуман или взят из чужих токенов.",
        "Бэкенд: connected должен быть true только тогда, когда для этого пользователя есть действующая пара токенов.",
    ),
    "status_not_refreshed": Text(
        "Приложение не переспросило статус после возврата",
        "Код обменян в {redeemed_at}, {person} возвращается в {back_at}, но GET статуса после этого нет; экран — {screen}.",
        "Приложение показывает ответ, полученный ещё до подключения.",
        "Приложение: обновите статус на экране callback (invalidateQueries) и когда экран CRM получает фокус (useFocusEffect).",
    ),
    "leads_not_refreshed": Text(
        "Приложение не переспросило лиды после подключения",
        "Код обменян в {redeemed_at}, {person} возвращается в {back_at}, статус уже «подключено», но последний GET лидов — в {asked_at}. На экране {shown} из {expected}.",
        "Список лидов — это ответ, полученный ещё до подключения.",
        "Приложение: на экране callback после статуса обновите и ключ ['leads'].",
    ),
    "token_shared": Text(
        "Чужое подключение видно другому человеку",
        "В {redeemed_at} аккаунт подключает {owner}, а в {at} «подключено» видит уже и {person}, хотя ничего не подключает.",
        "Токен сохранён не для пользователя, а для всех, или у поиска токена есть общий запасной вариант.",
        "Бэкенд: храните токены с user_id из state и ищите только собственные.",
    ),
    "foreign_leads": Text(
        "В списке лиды чужого аккаунта",
        "В {at} {person} получает {count} чужих лидов, первый — {lead} из аккаунта {account}; собственный аккаунт — {own}.",
        "Список не ограничен аккаунтом, который подключил этот пользователь.",
        "Бэкенд: добавьте в запрос лидов условие по account_id подключения пользователя.",
    ),
    "state_not_verified.missing": Text(
        "Callback без state обменял код {code}",
        "В {at} callback открыт совсем без state, и бэкенд обменял код.",
        "Без state бэкенд не знает, чей это код: посторонний может подключить свой аккаунт чужому пользователю.",
        "Бэкенд: без действительного state покажите ошибку и не обменивайте код.",
    ),
    "state_not_verified.used": Text(
        "Callback принял уже использованный state {state}",
        "В {at} callback получил новый код {code} со state, который уже завершён, и бэкенд обменял код.",
        "Кто знает старый state, тот заменит подключение его владельца своим аккаунтом.",
        "Бэкенд: state одноразовый; второй раз с другим кодом — ошибка без обмена.",
    ),
    "state_not_verified.foreign": Text(
        "Callback принял чужой state {state}",
        "В {at} callback получил код {code} со state, которого {person} не начинает, и бэкенд обменял код.",
        "Проверено не то, что state выдал сервер, а только его содержимое.",
        "Бэкенд: подписывайте state, храните его и сверяйте перед обменом.",
    ),
    "webhook_not_taken.late": Text(
        "Бэкенд не успевает ответить на вебхук",
        "В {at} amoCRM отправляет вебхук {event}, и за 2 секунды ответа нет. Повторов в сценарии: {again}.",
        "amoCRM ждёт 2 секунды; что дольше — не доставлено. Вебхук придёт снова через 5 и 15 минут, а больше сотни таких за два часа выключат его.",
        "Бэкенд: отвечайте 200 сразу, а работу делайте в фоне.",
    ),
    "webhook_not_taken.refused": Text(
        "Бэкенд отказывает вебхуку: {status}",
        "В {at} amoCRM отправляет вебхук {event}, и бэкенд отвечает {status}. Повторов в сценарии: {again}.",
        "Доставленным amoCRM считает вебхук только с ответом от 100 до 299; перенаправление тоже отказ. Он придёт снова, а больше сотни таких за два часа выключат его.",
        "Бэкенд: отвечайте 200, даже если событие вам не нужно; ошибку запишите себе.",
    ),
    "webhook_ignored": Text(
        "Вебхук принят, но ничего не изменилось",
        "В {at} бэкенд принял вебхук {event} о лиде {lead} и ничего не запросил у amoCRM; в {asked_at} приложение ({person}) всё ещё получает лиды без этого изменения.",
        "amoCRM отправляет не JSON, а форму application/x-www-form-urlencoded с ключами вроде leads[add][0][id]; кто её не читает, тот отвечает 200 и теряет событие.",
        "Бэкенд: разбирайте форму со скобками PHP и обновляйте лид, о котором в ней сказано.",
    ),
}

EN: Final[Mapping[str, Text]] = {
    "code_exchanged_twice.app": Text(
        "Authorization code {code} was exchanged twice",
        "{code} was first redeemed by {first_by} at {first_at}: success. Then it was redeemed again by {second_by} at {second_at}: answered {status} “{hint}”.",
        "The code is single-use: the first exchange spent it. The app took it from the link {link} and exchanged it again.",
        "Backend: put success=true instead of code into the deep link. App: after the return don't call exchange-code, just refresh status and leads.",
    ),
    "code_exchanged_twice.callback": Text(
        "Authorization code {code} was exchanged twice",
        "{code} was first redeemed by {first_by} at {first_at}: success. Then it was redeemed again by {second_by} at {second_at}: answered {status} “{hint}”.",
        "The code is single-use; the callback page was opened again (F5, prefetch) and repeated the exchange.",
        "Backend: remember that this state is done and show the same outcome again without a token request.",
    ),
    "code_exchanged_twice.retry": Text(
        "Authorization code {code} was exchanged twice",
        "{code} was first redeemed by {first_by} at {first_at}: success. The same request was repeated at {second_at}, though nobody had asked for it: answered {status} “{hint}”.",
        "The code is single-use: the first exchange spent it, so a repetition (an HTTP client's retry, a background job) is always refused.",
        "Backend: don't repeat the token request automatically; after a success store the tokens and leave the code alone.",
    ),
    "code_in_deep_link.spent": Text(
        "The deep link carries the spent code {code}",
        "At {at} the browser opened {link}; the backend had redeemed the code already.",
        "The system and other apps see the code, and an old app will exchange it again and be refused.",
        "Backend: replace code=… by success=true in the deep link.",
    ),
    "code_in_deep_link.unspent": Text(
        "The deep link carries the authorization code {code}",
        "At {at} the browser opened {link}.",
        "The secret that buys tokens went into a link that the system and other apps can read.",
        "Backend: redeem the code in the callback and put success=true into the deep link.",
    ),
    "app_expects_code": Text(
        "The app doesn't understand success=true and waits for a code",
        "At {at} {person} returns by {link}; the app shows the error “Код авторизації відсутній.”",
        "The backend has redeemed the code and rightly says success=true; the old app looks for a code to exchange itself.",
        "App: on success=true refresh status and leads; don't call exchange-code.",
    ),
    "redeemed_by_app": Text(
        "Code {code} is redeemed by the app, not by the callback",
        "The callback left the code alone; the token request came only at {at}, when the app called {request}.",
        "The code travelled through the deep link: whoever intercepts the link connects the account, and without a return there is no connection.",
        "Backend: redeem the code in the callback before the page is served, and pass success=true.",
    ),
    "never_redeemed": Text(
        "Nobody redeemed code {code}",
        "At {at} the callback got the code and returned the link {link}, but there was no request to /oauth2/access_token.",
        "Without the exchange there are no tokens, and the code dies after 20 minutes.",
        "Backend: redeem the code in the callback. If a request should have been there, check that the amoCRM address in the backend's environment leads to the mock.",
    ),
    "token_lost": Text(
        "The tokens were received and lost",
        "At {redeemed_at} code {code} was redeemed; at {status_at} the status of {person} is “not connected”.",
        "The backend got a pair of tokens but doesn't find it when asked for the status: not saved, saved for another user, or the error of saving was swallowed.",
        "Backend: save the tokens for the user of the state before the callback answers; a failed save is an error page, not a success.",
    ),
    "status_without_token": Text(
        "Status “connected” without any token",
        "At {at} the status of {person} is connected: true, though no code had been redeemed yet.",
        "The status isn't computed from this user's own tokens: it is made up, or taken from somebody else's.",
        "Backend: connected may be true only when this user has a live pair of tokens.",
    ),
    "status_not_refreshed": Text(
        "The app didn't ask for the status after the return",
        "The code was redeemed at {redeemed_at}, {person} returned at {back_at}, and no status GET followed; the screen is {screen}.",
        "The app shows an answer from before the connection.",
        "App: invalidate the status on the callback screen and refetch it when the CRM screen gets the focus (useFocusEffect).",
    ),
    "leads_not_refreshed": Text(
        "The app didn't ask for leads after connecting",
        "The code was redeemed at {redeemed_at}, {person} returned at {back_at}, the status is “connected”, but the last leads GET was at {asked_at}. The screen shows {shown} of {expected}.",
        "The list is an answer from before the connection.",
        "App: on the callback screen invalidate ['leads'] after the status.",
    ),
    "token_shared": Text(
        "Somebody else's connection shows for another person",
        "At {redeemed_at} {owner} connected; at {at} {person} is “connected” too, without having connected anything.",
        "The token is stored for everybody instead of for the user, or its look-up has a global fallback.",
        "Backend: store tokens with the user id of the state and look up only one's own.",
    ),
    "foreign_leads": Text(
        "The list holds leads of another account",
        "At {at} {person} got {count} foreign leads, the first is {lead} of account {account}; their own account is {own}.",
        "The list isn't limited to the account that this user connected.",
        "Backend: add the account_id of the user's connection to the leads query.",
    ),
    "state_not_verified.missing": Text(
        "The callback redeemed code {code} without a state",
        "At {at} the callback was opened without any state, and the backend redeemed the code.",
        "Without a state the backend can't know whose code this is: a stranger can connect their account to somebody else's user.",
        "Backend: without a valid state show an error and don't redeem the code.",
    ),
    "state_not_verified.used": Text(
        "The callback accepted the used state {state}",
        "At {at} the callback got a new code {code} with a state that was done already, and the backend redeemed it.",
        "Whoever knows an old state replaces its owner's connection by an account of their own.",
        "Backend: a state is single-use; with another code it is an error without an exchange.",
    ),
    "state_not_verified.foreign": Text(
        "The callback accepted the foreign state {state}",
        "At {at} the callback got code {code} with a state that {person} never started, and the backend redeemed it.",
        "Only the state's content was read; nobody checked that the server had issued it.",
        "Backend: sign the state, store it, and compare before the exchange.",
    ),
    "webhook_not_taken.late": Text(
        "The backend is too late with its answer to a webhook",
        "At {at} amoCRM sends the webhook {event}, and within 2 seconds there is no answer. Repeated in the scenario: {again} time(s).",
        "amoCRM waits for 2 seconds; whatever takes longer isn't delivered. The webhook comes again after 5 and 15 minutes, and more than a hundred such within two hours switch it off.",
        "Backend: answer 200 at once and do the work in the background.",
    ),
    "webhook_not_taken.refused": Text(
        "The backend refuses a webhook: {status}",
        "At {at} amoCRM sends the webhook {event}, and the backend answers {status}. Repeated in the scenario: {again} time(s).",
        "amoCRM takes a webhook for delivered only by an answer of 100 to 299; a redirect is a failure, too. It comes again, and more than a hundred such within two hours switch it off.",
        "Backend: answer 200 even if the event is none of yours; note the error down for yourself.",
    ),
    "webhook_ignored": Text(
        "A webhook was taken, and nothing changed",
        "At {at} the backend took the webhook {event} about the lead {lead} and asked amoCRM nothing; at {asked_at} the app ({person}) still gets the leads without that change.",
        "amoCRM sends no JSON but an application/x-www-form-urlencoded form with keys such as leads[add][0][id]; whoever doesn't read it answers 200 and loses the event.",
        "Backend: take PHP's bracket form apart and bring the lead that it names up to date.",
    ),
}

LANGUAGES: Final[Mapping[str, Mapping[str, Text]]] = {"uk": UK, "ru": RU, "en": EN}


def worded(finding: Finding, lang: str) -> Text:
    """A finding in somebody's language; English where there is no other."""
    lang = lang if lang in LANGUAGES else "en"
    text = LANGUAGES[lang][f"{finding.cause}.{finding.variant}" if finding.variant else finding.cause]
    actors = ACTORS[lang]
    values = {key: actors.get(value, value) if key.endswith("_by") else value for key, value in finding.values.items()}
    return Text(*(part.format(**values) for part in (text.title, text.happened, text.why, text.change)))
