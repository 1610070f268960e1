Feature: The list of leads

  Scenario: An empty account is connected and has no leads
    Given Ann has an empty amoCRM account
    And Ann signs in to the app
    And Ann has amoCRM connected
    Then Ann sees that amoCRM is connected
    And Ann sees no leads
    And no request is refused

  Scenario: 120 leads arrive page by page, all of them
    Given Ann has an amoCRM account with 120 leads
    And Ann signs in to the app
    And Ann has amoCRM connected
    Then Ann sees 120 leads
    And Ann sees the leads of their account
    And no request is refused
