Feature: The callback page after a failure
  Whoever comes back without a connection gets a page, too, and the app learns why.

  Background:
    Given Ann has an amoCRM account with 2 leads
    And Ann signs in to the app
    When Ann presses Connect
    And Ann signs in to amoCRM

  Scenario: Without a code there is a page that leads back
    When Ann presses Allow, but the code is lost on the way
    And Ann presses Return to App
    Then the callback page has its button at once
    And the deep link carries "error" = "missing_code"
    And Ann sees the connection error
    And no code is redeemed

  Scenario: The app hears of a denial
    When Ann presses Deny
    And Ann presses Return to App
    Then the callback page has its button at once
    And the deep link carries "error" = "access_denied"
    And Ann sees the connection error
    When Ann returns to the CRM tab
    Then Ann sees the offer to connect amoCRM
