"""Journeys in English that between them say every sentence of THEN, and every declaration of a refusal."""

LEADS = """\
      | name         | price  | contact        | phone          |
      | Flat in Soho | 120000 | Peter O'Connor | +1 415 5550100 |
      | House        | 85000  |                |                |
      | Garage       |        |                |                |
"""
CONNECTION = f"""\
Feature: Connection
  Scenario: From the first screen to the list
    Given Ann has an amoCRM account with the leads:
{LEADS}\
    Then Ann sees the sign-in screen
    And Ann sees the message "Потрібна авторизація"
    And Ann sees the button "Увійти"
    And nobody asks amoCRM for anything
    When Ann signs in to the app
    Then Ann sees that amoCRM is not connected
    And Ann sees the offer to connect amoCRM
    And Ann sees the message "Підключіть AMO CRM для синхронізації заявок"
    And Ann sees these messages:
      ```
      Підключіть AMO CRM для синхронізації заявок

      ```
    And Ann does not see the button "Відключити"
    When Ann presses Connect
    And Ann signs in to amoCRM
    Then the backend asks amoCRM for nothing
    When Ann presses Allow
    And Ann presses Return to App
    Then no request is refused
    And the code is redeemed by the backend alone, exactly once, before the return to the app
    And the app never exchanges a code itself
    And 1 code is redeemed
    And the backend does not refresh its token
    And the callback page has its button at once
    And the callback page opens no app by itself
    And the deep link carries no code
    And the deep link carries "success" = "true"
    And the deep link does not carry the parameter "error"
    And after the return the app that Ann uses asks for the status
    And after the return the app that Ann uses asks for the status exactly 3 times
    And after the return the app that Ann uses asks for the leads
    And Ann sees the screen of success after the return
    And Ann sees the message "Успішно підключено!" at least for a moment
    And Ann does not see the message "Успішно підключено!"
    And Ann never sees the message "Помилка підключення"
    And Ann sees that amoCRM is connected
    And Ann sees the button "Відключити"
    And Ann does not see the message "Підключіть AMO CRM"
    And the backend asks amoCRM for leads at least 1 time
    And the backend asks amoCRM for leads exactly 1 time
    And to the last "status" the backend answers the app 200
    And the callback page answers 200
    And no answer is 403
    When the system unloads the app that Ann uses
    And Ann opens the app
    Then Ann sees the home screen
    When Ann opens the CRM tab
    Then Ann never sees the offer to connect amoCRM after the return
    When Ann goes offline
    And Ann opens the CRM tab
    Then Ann sees that the connection could not be checked
  Scenario: Denied
    Given Ann has an empty amoCRM account
    And Ann signs in to the app
    When Ann presses Connect
    And Ann signs in to amoCRM
    And Ann presses Deny
    And Ann presses Return to App
    Then Ann sees the connection error
    And no code is redeemed
    And the deep link carries "error" = "access_denied"
    And Ann sees the button "Повернутися до CRM"
  Scenario: Too late
    Given Ann has an empty amoCRM account
    And Ann signs in to the app
    When Ann presses Connect
    And Ann signs in to amoCRM
    And Ann presses Allow, but the callback page opens 21 minutes later
    Then amoCRM refuses the code with the hint "Authorization code has expired"
    And amoCRM answers the backend 400 exactly 1 time
    And amoCRM answers the backend 400 to "token" exactly 1 time
"""
LISTS = f"""\
Feature: Lists and cards
  Scenario: What a list shows
    Given Ann has an amoCRM account with the leads:
{LEADS}\
    And Bob has an amoCRM account with the leads:
      | name |
      | Shed |
    And Ann signs in to the app
    And Bob signs in to the app
    And Ann has amoCRM connected
    And Bob has amoCRM connected
    Then Ann sees 3 leads
    And Ann sees at least 2 leads
    And Ann sees the leads of their account
    And Ann sees the lead "Flat in Soho"
    And Ann sees the lead "Peter O'Connor" with the price 120000
    And Ann sees the lead "Garage" with the price 0
    And Ann does not see the lead "Shed"
    And Ann sees only these leads:
      | price  | name         |
      |  85000 | House        |
      | 120000 | Flat in Soho |
      |        | Garage       |
    And Bob sees only these leads:
      | name |
      | Shed |
    And Bob does not see the lead "Flat in Soho"
    And Bob sees the lead "Shed" first
    And Bob sees the lead "Shed" last
    And 2 codes are redeemed
    When Ann opens the lead "House"
    Then Ann sees the card of the lead "House"
    And Ann sees the price 85000 on the card
    And Ann sees no phone on the card
    When Ann returns to the CRM tab
    And Ann opens the lead "Peter O'Connor"
    Then Ann sees the phone "+14155550100" on the card
    When 25 hours pass
    And Ann returns to the CRM tab
    And Ann opens the lead "House"
    Then the backend refreshes its token exactly once
    And the backend refreshes its token exactly 1 time
    And amoCRM answers the backend 401 to "API" exactly 1 time
  Scenario: An order
    Given Ann has an amoCRM account with the leads:
{LEADS}\
    And Ann signs in to the app
    And Ann has amoCRM connected
    Then Ann sees the leads in this very order:
      | name         | price  |
      | Garage       | 0      |
      | House        | 85000  |
      | Flat in Soho | 120000 |
    And Ann sees the lead "Garage" first
    And Ann sees the lead "Flat in Soho" last
    And Ann sees the lead "Garage" above the lead "Flat in Soho"
  Scenario: Nothing to show
    Given Ann has an empty amoCRM account
    And Ann signs in to the app
    And Ann has amoCRM connected
    Then Ann sees no leads
    And Ann sees 0 leads
    And Ann does not see the lead "House"
"""
ERRORS = f"""\
Feature: Errors
  Scenario: An error in place of a card
    Given Ann has an amoCRM account with the leads:
{LEADS}\
    And Ann signs in to the app
    And Ann has amoCRM connected
    When amoCRM answers 403 to API requests
    And Ann opens the lead "House"
    Then Ann sees the error of loading a lead
    And the backend answers the app 502 to "lead" exactly 2 times
"""
DECLARED = """\
Feature: An amoCRM that takes no codes, and an app that asks for its list in a wrong way
  Scenario: An error in place of the list
    Given Ann has an empty amoCRM account
    When expected: the backend answers the app 400 to "leads" at most 4 times
    And Ann signs in to the app
    Then Ann sees the error of loading the leads
    And Ann sees the message "Помилка завантаження leads"
    And Ann sees the button "Спробувати знову"
  Scenario: A code that amoCRM does not accept
    Given Ann has an empty amoCRM account
    And expected: the backend answers the app 400 to "leads" at most 4 times
    And expected: amoCRM answers the backend 400 to "token"
    And amoCRM answers 400 to token requests
    And Ann signs in to the app
    When Ann connects amoCRM
    Then Ann sees the connection error
"""
NEVER = """\
Feature: Refusals that do not happen
  Scenario: Of the callback page
    Given Ann has an empty amoCRM account
    And expected: the callback page answers 404
    And Ann signs in to the app
    Then Ann sees that amoCRM is not connected
  Scenario: Of amoCRM
    Given Ann has an empty amoCRM account
    And expected: amoCRM answers the backend 403 to "API" at most 3 times
    And Ann signs in to the app
    Then Ann sees that amoCRM is not connected
  Scenario: Of the backend
    Given Ann has an empty amoCRM account
    And expected: the backend answers the app 503 to "status"
    And Ann signs in to the app
    Then Ann sees that amoCRM is not connected
"""
CALLBACK = """\
Feature: A callback page that is not there
  Scenario: It says so
    Given Ann has an empty amoCRM account
    And expected: the callback page answers 404
    And Ann signs in to the app
    When Ann presses Connect
    And Ann signs in to amoCRM
    And Ann presses Allow
    Then the callback page answers 404
    And no code is redeemed
"""
WEBHOOKS = """\
Feature: Webhooks
  Scenario: At once, and later
    Given Ann has an empty amoCRM account
    And Ann signs in to the app
    And Ann has amoCRM connected
    And Ann sets up webhooks to the backend in amoCRM
    When Ann gets 2 more leads in amoCRM
    Then amoCRM delivers 2 webhooks to the backend
    And amoCRM delivers each webhook at the first attempt
    And amoCRM repeats the webhook 0 times
    When 2 times amoCRM gets 404 in answer to a webhook
    And Ann gets the lead "House" with the price 10 in amoCRM
    And 1 hour passes
    Then amoCRM delivers the webhook after 20 minutes
    And amoCRM repeats the webhook 2 times
    And amoCRM delivers 3 webhooks to the backend
    And Ann sees in amoCRM that the webhooks are on
  Scenario: Given up
    Given Ann has an empty amoCRM account
    And Ann signs in to the app
    And Ann has amoCRM connected
    And Ann sets up webhooks to the backend in amoCRM
    When 101 times amoCRM gets 503 in answer to a webhook
    And Ann gets 101 more leads in amoCRM
    Then Ann sees in amoCRM that the webhooks are switched off
    And amoCRM delivers 0 webhooks to the backend
"""
