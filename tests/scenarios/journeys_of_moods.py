"""Journeys through amoCRM's moods and limits, in English, that between them say every sentence about them."""

from journeys import ANN

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
