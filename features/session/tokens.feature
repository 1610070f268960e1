Feature: Tokens live 24 hours

  Scenario: The access token expires and the backend refreshes it
    Given Ann has an amoCRM account with the leads:
      | name         | price |
      | Flat in Soho |  1200 |
    And Ann signs in to the app
    And Ann has amoCRM connected
    When 25 hours pass
    And Ann opens the lead "Flat in Soho"
    Then Ann sees the card of the lead "Flat in Soho"
    And the backend refreshes its token exactly once
    When Ann returns to the CRM tab
    Then Ann sees that amoCRM is connected
    And Ann sees the leads of their account
