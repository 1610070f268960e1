Feature: The status without a network
  Not knowing is not the same as knowing that amoCRM isn't connected.

  Scenario: Without a network the app says that it could not check
    Given Ann has an amoCRM account with 2 leads
    And Ann signs in to the app
    And Ann has amoCRM connected
    When Ann goes offline
    And Ann opens the CRM tab
    Then Ann sees that the connection could not be checked
    When Ann is online again
    And Ann opens the CRM tab
    Then Ann sees that amoCRM is connected
