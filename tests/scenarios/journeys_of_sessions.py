"""Journeys through the app's session and amoCRM's time, in English, that between them say every sentence about them."""

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
