Feature: The callback page after a failure
  Whoever comes back without a connection gets a page, too, and the app learns that there is none.

  Scenario: Without a code there is a page that leads back
    Given Ann has an amoCRM account with 2 leads
    And Ann signs in to the app
    When Ann presses Connect
    And Ann signs in to amoCRM
    And Ann presses Allow, but the code is lost on the way
    And Ann presses Return to App
    Then Ann sees the connection error
    And no code is redeemed
    When Ann returns to the CRM tab
    Then Ann sees the offer to connect amoCRM
