Feature: amoCRM gives up a backend that never takes its webhooks

  Scenario: More than a hundred wrong answers switch the webhook off, and setting it up again helps
    Given Ann has an empty amoCRM account
    And Ann signs in to the app
    And Ann has amoCRM connected
    And Ann sets up webhooks to the backend in amoCRM
    And the backend is unreachable for webhooks
    When Ann gets 100 more leads in amoCRM
    Then Ann sees in amoCRM that the webhooks are on
    When Ann gets 1 more lead in amoCRM
    Then Ann sees in amoCRM that the webhooks are switched off
    When the backend is reachable for webhooks again
    And 3 hours pass
    And Ann gets the lead "Unheard of" with the price 10 in amoCRM
    Then amoCRM delivers 0 webhooks to the backend
    When Ann sets up webhooks to the backend in amoCRM
    And Ann changes the price of the lead "Unheard of" to 20 in amoCRM
    And Ann refreshes the list of leads
    Then Ann sees the lead "Unheard of" with the price 20
    And amoCRM delivers 1 webhook to the backend
