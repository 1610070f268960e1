"""Journeys in English that between them say every sentence of GIVEN and WHEN."""

ACCOUNTS = """\
Feature: Accounts
  Scenario: A world with all of its leads
    Given Ann has an amoCRM account of the world "realty"
    And Ann signs in to the app
    When Ann connects amoCRM
    Then Ann sees 120 leads
    And Ann sees the leads of their account
  Scenario: A world with some of its leads in another language
    Given the language of new amoCRM accounts is "English"
    And Ann has an amoCRM account of the world "agency" with 3 leads
    And Ann signs in to the app
    And Ann has amoCRM connected
    Then Ann sees 3 leads
  Scenario: A colleague who is no administrator may not be the first to allow
    Given Ann has an amoCRM account with 2 leads
    And Marko works in the amoCRM account that Ann has, without administrator rights
    And Marko signs in to the app
    When Marko presses Connect
    And Marko signs in to amoCRM
    And Marko wants to allow access, but amoCRM refuses
    And Marko closes the page in the browser
    And Marko opens the app
    Then Marko sees that amoCRM is not connected
    And no code is redeemed
  Scenario: Where an administrator has allowed, a colleague may
    Given Ann has an amoCRM account with the leads:
      | name  | price |
      | House | 10    |
    And Ann signs in to the app
    And Ann has amoCRM connected
    And Marko works in the amoCRM account that Ann has, without administrator rights
    And Marko signs in to the app
    When Marko connects amoCRM
    Then Marko sees the leads of their account
    And Ann sees the leads of their account
  Scenario: A colleague who may view their own leads only
    Given Ann has an amoCRM account with 2 leads
    And Marko works in the amoCRM account that Ann has, and sees only their own leads there
    And Marko gets 1 more lead in amoCRM
    And Ann signs in to the app
    And Marko signs in to the app
    When Ann connects amoCRM
    And Marko connects amoCRM
    Then Marko sees 1 lead
    And Marko sees the leads of their account
    And Ann sees 3 leads
  Scenario: A link to a lead of a colleague's is opened by whoever may see it
    Given Ann has an amoCRM account with the leads:
      | name  | price |
      | House | 10    |
    And Ann signs in to the app
    And Ann has amoCRM connected
    And Marko works in the amoCRM account that Ann has, with administrator rights
    And Marko signs in to the app
    And Marko has amoCRM connected
    When Marko opens a link to the lead "House" that Ann sees
    Then Marko sees the card of the lead "House"
  Scenario: An account that moves takes its connections along
    Given Ann has an amoCRM account with the leads:
      | name  | price |
      | House | 10    |
    And Marko works in the amoCRM account that Ann has, with administrator rights
    And Ann signs in to the app
    And Marko signs in to the app
    And Ann has amoCRM connected
    And Marko has amoCRM connected
    When Ann changes the address of the amoCRM account
    And Marko changes the address of the amoCRM account
    And Ann opens the lead "House"
    And Marko opens the lead "House"
    Then Ann sees the card of the lead "House"
    And Marko sees the card of the lead "House"
    When Ann returns to the CRM tab
    And Ann disconnects amoCRM
    And Ann connects amoCRM
    Then Ann sees the leads of their account
  Scenario: Two administrators are connected side by side, and time is the same for both
    Given Ann has an amoCRM account with the leads:
      | name  | price |
      | House | 10    |
    And Marko works in the amoCRM account that Ann has, with administrator rights
    And Ann signs in to the app
    And Marko signs in to the app
    When Ann connects amoCRM
    And Marko connects amoCRM
    And 2 days pass
    And Ann opens the lead "House"
    And Marko opens the lead "House"
    Then Ann sees the card of the lead "House"
    And Marko sees the card of the lead "House"
    And 2 codes are redeemed
"""
LEADS = """\
Feature: Leads behind the integration's back
  Scenario: They come, change, move and go
    Given the language of new amoCRM accounts is "English"
    And Ann has an amoCRM account with the leads:
      | name   | price |
      | House  | 10    |
      | Garage | 20    |
      | Barn   | 30    |
    And Ann signs in to the app
    And Ann has amoCRM connected
    When Ann gets the lead "Castle" with the price 5000 in amoCRM
    And Ann gets 2 more leads in amoCRM
    And Ann gets the leads in amoCRM:
      | name | price | contact | phone        |
      | Hut  | 7     |         | +14155550100 |
    And Ann changes the price of the lead "House" to 11 in amoCRM
    And Ann changes the name of the lead "Garage" to "Garage & Co" in amoCRM
    And Ann moves the lead "House" to the stage "discussions" in amoCRM
    And Ann adds to the lead "Castle" the contact "Bob Roe" in amoCRM
    And Ann deletes the lead "Barn" in amoCRM
    And Ann disconnects amoCRM
    And Ann connects amoCRM
    Then Ann sees 6 leads
    And Ann sees the leads of their account
    When Ann opens the lead "Garage & Co"
    Then Ann sees the card of the lead "Garage & Co"
"""
FILTER = """\
Feature: The list is narrowed
  Scenario: To a status, a pipeline, a stage, and not at all
    Given the language of new amoCRM accounts is "English"
    And Ann has an amoCRM account with the leads:
      | name  | price |
      | House | 10    |
      | Barn  | 20    |
    And Ann moves the lead "House" to the stage "Discussions" in amoCRM
    And Ann signs in to the app
    And Ann has amoCRM connected
    When Ann chooses the status "IN_PROGRESS"
    Then Ann sees 2 leads
    When Ann chooses the pipeline "Pipeline"
    And Ann chooses the stage "Discussions"
    Then Ann sees only these leads:
      | name  | price |
      | House | 10    |
    When Ann chooses the status "NEW"
    And Ann clears the filter
    And Ann chooses the status "CLOSED"
    Then Ann sees no leads
    When Ann chooses the status "All"
    Then Ann sees 2 leads
"""
APP = """\
Feature: The app
  Scenario: Two phones of one person
    Given Ann has an amoCRM account with the leads:
      | name  |
      | House |
      | Barn  |
    And Ann signs in to the app
    When Ann connects amoCRM
    And Ann signs in to the app on another phone
    Then Ann sees that amoCRM is connected
    When Ann opens the lead "House" on both phones at once
    Then Ann sees the card of the lead "House"
    When Ann takes the previous phone
    Then Ann sees the card of the lead "House"
    When Ann takes the previous phone
    And Ann returns to the CRM tab
    And Ann disconnects amoCRM
    And Ann takes the previous phone
    And Ann opens the CRM tab
    Then Ann sees that amoCRM is not connected
    When Ann takes the previous phone
    Then Ann sees that amoCRM is not connected
  Scenario: To the background and back, and unloaded
    Given Ann has an empty amoCRM account
    And Ann signs in to the app
    And Ann has amoCRM connected
    When Ann sends the app to the background
    And Ann opens the app
    Then Ann sees that amoCRM is connected
    When Ann sends the app to the background
    And Ann returns by the app switcher
    Then Ann sees that amoCRM is connected
    When the system unloads the app that Ann uses
    And Ann opens the app
    And Ann opens the CRM tab
    Then Ann sees that amoCRM is connected
  Scenario: Search
    Given Ann has an amoCRM account with the leads:
      | name         | price |
      | Flat in Soho | 10    |
      | House        | 20    |
    And Ann signs in to the app
    And Ann has amoCRM connected
    When Ann refreshes the list of leads
    And Ann searches the leads for "soho"
    Then Ann sees 1 lead
    When Ann clears the search
    Then Ann sees 2 leads
    When Ann opens the lead "House"
    And Ann returns to the CRM tab
    Then Ann sees 2 leads
  Scenario: The same link twice, and later
    Given Ann has an amoCRM account with 2 leads
    And Ann signs in to the app
    And Ann presses Connect
    And Ann signs in to amoCRM
    And Ann presses Allow
    When Ann presses Return to App 90 minutes later
    And Ann opens the same app link again
    Then Ann sees the leads of their account
    And 1 code is redeemed
  Scenario: A link that was meant for another app connects nobody
    Given Ann has an amoCRM account with 2 leads
    And Ann signs in to the app
    And Marko has an empty amoCRM account
    And Marko signs in to the app
    When Ann presses Connect
    And Ann signs in to amoCRM
    And Ann presses Allow
    And Ann presses Return to App
    And Marko opens the app link from the phone that Ann uses
    Then Marko sees that amoCRM is not connected
"""
CONSENT = """\
Feature: Consent
  Scenario: A forged word that the integration is off
    Given Ann has an empty amoCRM account
    And Ann signs in to the app
    And Ann has amoCRM connected
    When Marko forges the word that the account of Ann has switched the integration off
    And Ann opens the CRM tab
    Then Ann sees that amoCRM is connected
  Scenario: A wrong password, and then the right one
    Given Ann has an amoCRM account with 2 leads
    And Ann signs in to the app
    When Ann presses Connect
    And Ann enters a wrong password in amoCRM
    And Ann enters a wrong password in amoCRM
    And Ann signs in to amoCRM
    And Ann presses Allow
    And Ann presses Return to App
    Then Ann sees the leads of their account
  Scenario: Somebody else's account
    Given Ann has an amoCRM account with 2 leads
    And Marko has an amoCRM account with 3 leads
    And Ann signs in to the app
    When Ann presses Connect
    And Ann signs in to amoCRM as Marko
    And Ann presses Allow
    And Ann presses Return to App
    Then Ann sees 3 leads
  Scenario: Denied
    Given Ann has an amoCRM account with 2 leads
    And Ann signs in to the app
    When Ann presses Connect
    And Ann signs in to amoCRM
    And Ann presses Deny
    And Ann presses Return to App
    Then Ann sees the connection error
  Scenario: Too late
    Given Ann has an amoCRM account with 2 leads
    And Ann signs in to the app
    When Ann presses Connect
    And Ann signs in to amoCRM
    And Ann presses Allow, but the callback page opens 20 minutes later
    And Ann presses Return to App
    Then Ann sees the connection error
  Scenario: Without a code, in a browser that blocks scripts
    Given Ann has an empty amoCRM account
    And Ann signs in to the app
    And the browser that Ann uses blocks scripts
    When Ann presses Connect
    And Ann signs in to amoCRM
    And Ann presses Allow, but the code is lost on the way
    And Ann presses Return to App
    Then Ann sees the connection error
  Scenario: In a browser that wants a button
    Given Ann has an empty amoCRM account
    And Ann signs in to the app
    And the browser that Ann uses opens apps only from a button
    When Ann connects amoCRM
    Then Ann sees that amoCRM is connected
  Scenario: Without a state
    Given Ann has an amoCRM account with 2 leads
    And Ann signs in to the app
    When Ann presses Connect
    And Ann signs in to amoCRM
    And Ann presses Allow, but the state is lost on the way
    Then no code is redeemed
  Scenario: In two tabs at once
    Given Ann has an amoCRM account with 2 leads
    And Ann signs in to the app
    When Ann presses Connect
    And Ann signs in to amoCRM
    And Ann presses Allow, but the callback page opens twice at once
    And Ann presses Return to App
    Then 1 code is redeemed
    And Ann sees the leads of their account
  Scenario: With a foreign state
    Given Ann has an amoCRM account with 2 leads
    And Marko has an amoCRM account with 3 leads
    And Ann signs in to the app
    And Marko signs in to the app
    And Marko has amoCRM connected
    When Ann presses Connect
    And Ann signs in to amoCRM
    And Ann presses Allow, but puts in the state with which Marko connected
    Then 1 code is redeemed
  Scenario: Allowed once more on the same page
    Given Ann has an amoCRM account with 2 leads
    And Ann signs in to the app
    When Ann presses Connect
    And Ann signs in to amoCRM
    And Ann presses Allow
    And Ann opens the consent page again
    And Ann presses Allow
    And Ann presses Return to App
    Then Ann sees the connection error
    When Ann returns to the CRM tab
    Then Ann sees the leads of their account
    And 1 code is redeemed
  Scenario: The callback page once more, here and in another browser
    Given Ann has an amoCRM account with 2 leads
    And Marko has an empty amoCRM account
    And Ann signs in to the app
    And Marko signs in to the app
    When Ann presses Connect
    And Ann signs in to amoCRM
    And Ann presses Allow
    And Marko opens the callback page from the browser that Ann uses
    And Ann opens the callback page again
    And Ann presses Return to App
    Then Ann sees the leads of their account
    And 1 code is redeemed
    And Marko sees that amoCRM is not connected
"""
SESSION = """\
Feature: The session of the app
  Scenario: It ends and is renewed
    Given Ann has an empty amoCRM account
    And Ann signs in to the app
    When the session of the app that Ann uses is no longer valid
    And Ann opens the CRM tab
    Then Ann sees that amoCRM is not connected
  Scenario: It ends for good
    Given Ann has an empty amoCRM account
    And Ann signs in to the app with a wrong password
    And Ann signs in to the app
    When the session of the app that Ann uses is no longer valid and can't be renewed
    And Ann opens the CRM tab
    Then Ann sees the sign-in screen
    When Ann signs in to the app
    Then Ann sees that amoCRM is not connected
  Scenario: Without a network for a while
    Given Ann has an empty amoCRM account
    And Ann signs in to the app
    When Ann goes offline
    And Ann opens the CRM tab
    And Ann is online again
    And Ann opens the CRM tab
    Then Ann sees that amoCRM is not connected
"""
TIME = """\
Feature: Time
  Scenario: Minutes, hours and days cost at most one refusal each time
    Given Ann has an amoCRM account with the leads:
      | name  | price |
      | House | 10    |
    And Ann signs in to the app
    And Ann has amoCRM connected
    When 30 minutes pass
    And 24 hours pass
    And Ann opens the lead "House"
    Then Ann sees the card of the lead "House"
    When 3 days pass
    And Ann returns to the CRM tab
    And Ann opens the lead "House"
    Then Ann sees the card of the lead "House"
  Scenario: After three months without use one connects again
    Given Ann has an amoCRM account with the leads:
      | name  | price |
      | House | 10    |
    And Ann signs in to the app
    And Ann has amoCRM connected
    When 3 months pass
    And Ann opens the lead "House"
    And Ann returns to the CRM tab
    Then Ann sees that amoCRM is not connected
    When Ann connects amoCRM
    Then Ann sees the leads of their account
  Scenario: After two months the connection lives
    Given Ann has an amoCRM account with the leads:
      | name  | price |
      | House | 10    |
    And Ann signs in to the app
    And Ann has amoCRM connected
    When 2 months pass
    And Ann opens the lead "House"
    Then Ann sees the card of the lead "House"
"""

ANN = """\
    Given Ann has an amoCRM account with the leads:
      | name  | price |
      | House | 10    |
    And Ann signs in to the app
"""
NAMED_MOODS = (
    "amoCRM is overloaded",
    "amoCRM asks to wait",
    "amoCRM asks to wait in JSON",
    "amoCRM blocks requests",
    "amoCRM blocks the account",
    "the gateway of amoCRM is down",
    "amoCRM cuts its answers off",
    "amoCRM drops requests without an answer",
    "amoCRM demands payment",
    "amoCRM answers too late",
    "amoCRM is broken",
    "amoCRM loses its answers",
    "amoCRM answers 500 to token requests",
    "1 time amoCRM answers 500 to a token request",
    "the answer of amoCRM to a token request gets lost",
)
MOODS = "Feature: Moods that keep a person from connecting\n" + "".join(
    f"""\
  Scenario: {mood}
{ANN}\
    And {mood}
    When Ann connects amoCRM
    Then Ann sees the connection error
    When amoCRM is well again
    And Ann returns to the CRM tab
    And Ann connects amoCRM
    Then Ann sees the leads of their account
"""
    for mood in NAMED_MOODS
)
READING = f"""\
Feature: Moods that a backend lives through, or not
  Scenario: Once is survived
{ANN}\
    And 1 time amoCRM answers 503 to a lead request
    When Ann connects amoCRM
    Then Ann sees the leads of their account
  Scenario: Three times is not
{ANN}\
    And 3 times amoCRM answers 429 to a lead request
    When Ann connects amoCRM
    Then Ann sees that amoCRM is connected
    And Ann sees no leads
  Scenario: An empty answer is an answer
{ANN}\
    And amoCRM answers 204 to lead requests
    When Ann connects amoCRM
    Then Ann sees that amoCRM is connected
    And Ann sees no leads
  Scenario: An answer of another shape is not taken for leads
{ANN}\
    And Ann has amoCRM connected
    When amoCRM answers 200 to API requests with this text:
      ```json
      {{"_embedded": {{"leads": "none of your business"}}}}
      ```
    And Ann opens the lead "House"
    And amoCRM is well again
    And Ann returns to the CRM tab
    And Ann opens the lead "House"
    Then Ann sees the card of the lead "House"
  Scenario: A token that amoCRM takes for a bad one is refreshed
{ANN}\
    And 1 time amoCRM answers 401 to an API request
    When Ann connects amoCRM
    Then Ann sees the leads of their account
  Scenario: A block holds until it is lifted
{ANN}\
    And Ann has amoCRM connected
    When amoCRM answers 403 to API requests
    And Ann opens the lead "House"
    And amoCRM is well again
    And Ann returns to the CRM tab
    And Ann opens the lead "House"
    Then Ann sees the card of the lead "House"
  Scenario: The new tokens never arrive
{ANN}\
    And Ann has amoCRM connected
    When 25 hours pass
    And the answer of amoCRM to a token request gets lost
    And Ann opens the lead "House"
    And Ann returns to the CRM tab
    Then Ann sees that amoCRM is not connected
  Scenario: The consent page is down
{ANN}\
    When the consent page of amoCRM does not open
    And Ann presses Connect
    And Ann closes the page in the browser
    And Ann opens the app
    Then Ann sees that amoCRM is not connected
    When amoCRM is well again
    And Ann connects amoCRM
    Then Ann sees the leads of their account
  Scenario: Several moods, and Marko is spared
{ANN}\
    And Marko has an amoCRM account with 2 leads
    And Marko signs in to the app
    And amoCRM behaves like this:
      | mood         | requests | times | whose account |
      | overloaded   | leads    | 1     | Ann           |
      | asks to wait | leads    | 1     | Ann           |
      | 500          | API      | 1     |               |
    When Marko connects amoCRM
    Then Marko sees 2 leads
    When Ann connects amoCRM
    Then Ann sees the leads of their account
  Scenario: The integration is switched off
{ANN}\
    And Ann has amoCRM connected
    When Ann switches the integration off in amoCRM
    And Ann opens the lead "House"
    And Ann returns to the CRM tab
    Then Ann sees that amoCRM is not connected
    When Ann connects amoCRM
    Then Ann sees the leads of their account
  Scenario: Late answers are answers
{ANN}\
    And Ann has amoCRM connected
    When amoCRM answers after 1 second
    And Ann opens the lead "House"
    Then Ann sees the card of the lead "House"
  Scenario: So are those that come in drops
{ANN}\
    And Ann has amoCRM connected
    When amoCRM lets its answer drip for 1 second
    And Ann opens the lead "House"
    Then Ann sees the card of the lead "House"
  Scenario: Whoever keeps to the limit is refused nothing
{ANN}\
    And amoCRM limits requests
    When Ann connects amoCRM
    Then no request is refused
    And Ann sees the leads of their account
  Scenario: Whoever doesn't may wait and ask again
{ANN}\
    And amoCRM takes at most 3 requests a second
    When Ann connects amoCRM
    Then Ann sees the leads of their account
  Scenario: Whoever doesn't wait long enough is blocked
{ANN}\
    And amoCRM takes 1 request a second, and blocks the account after 2 refusals
    When Ann connects amoCRM
    Then Ann sees that amoCRM is connected
    And Ann sees no leads
    When amoCRM is well again
    And Ann disconnects amoCRM
    And Ann connects amoCRM
    Then Ann sees the leads of their account
  Scenario: An address that the account doesn't know
{ANN}\
    And amoCRM lets only known addresses in
    When Ann connects amoCRM
    Then Ann sees that amoCRM is connected
    And Ann sees no leads
    When amoCRM is well again
    And Ann disconnects amoCRM
    And Ann connects amoCRM
    Then Ann sees the leads of their account
  Scenario: Sometimes, for a while, and some are spared
{ANN}\
    And Ann has amoCRM connected
    And amoCRM behaves like this:
      | mood                     | requests | times | skip | percent | minutes | seconds |
      | answers slowly           | API      | 1     | 1    |         |         | 1       |
      | doesn't know the account | leads    | 1     |      |         |         |         |
      | asks to wait             | API      |       |      | 30      | 10      |         |
    When Ann opens the lead "House"
    And Ann returns to the CRM tab
    And Ann disconnects amoCRM
    And Ann connects amoCRM
    And 10 minutes pass
    And Ann disconnects amoCRM
    And Ann connects amoCRM
    Then Ann sees the leads of their account
"""
WEBHOOKS = f"""\
Feature: Webhooks
  Scenario: Of whatever becomes of leads, and nothing of it is told twice
{ANN}\
    And Ann has amoCRM connected
    When Ann sets up webhooks to the backend in amoCRM
    And Ann sets up webhooks to the backend in amoCRM
    And Ann gets the lead "Hut" with the price 5 in amoCRM
    And amoCRM delivers the webhooks
    And Ann refreshes the list of leads
    Then Ann sees the lead "Hut" with the price 5
    And amoCRM delivers 1 webhook to the backend
    When Ann changes the name of the lead "House" to "Castle" in amoCRM
    And Ann deletes the lead "Hut" in amoCRM
    And Ann refreshes the list of leads
    Then Ann sees only these leads:
      | name   | price |
      | Castle | 10    |
  Scenario: Of some events only
{ANN}\
    And Ann has amoCRM connected
    When Ann sets up the webhooks "delete_lead, status_lead" to the backend in amoCRM
    And Ann gets the lead "Hut" with the price 5 in amoCRM
    And Ann deletes the lead "House" in amoCRM
    And Ann refreshes the list of leads
    Then Ann sees no leads
    And amoCRM delivers 1 webhook to the backend
  Scenario: A gateway, a deployment and a lost answer
{ANN}\
    And Ann has amoCRM connected
    And Ann sets up webhooks to the backend in amoCRM
    When 2 times amoCRM gets 502 in answer to a webhook
    And Ann changes the price of the lead "House" to 11 in amoCRM
    And 25 minutes pass
    And Ann refreshes the list of leads
    Then Ann sees the lead "House" with the price 11
    And amoCRM repeats the webhook 2 times
    When the backend is unreachable for webhooks
    And Ann changes the price of the lead "House" to 12 in amoCRM
    And Ann refreshes the list of leads
    Then Ann sees the lead "House" with the price 11
    When the backend is reachable for webhooks again
    And 1 hour passes
    And Ann refreshes the list of leads
    Then Ann sees the lead "House" with the price 12
    When the answer of the backend to a webhook gets lost
    And Ann changes the price of the lead "House" to 13 in amoCRM
    And Ann refreshes the list of leads
    Then Ann sees the lead "House" with the price 13
"""
