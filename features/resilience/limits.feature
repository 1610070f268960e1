Feature: The limits of amoCRM
  It takes 7 requests a second. Whoever asks more often waits and asks again; whoever goes on asking is blocked.

  Scenario: A long import keeps every lead although amoCRM limits requests
    Given Ann has an amoCRM account with 300 leads
    And Ann signs in to the app
    And amoCRM limits requests
    When Ann connects amoCRM
    Then Ann sees that amoCRM is connected
    And Ann sees 300 leads

  Scenario: Sometimes amoCRM asks to wait, and no lead gets lost
    Given Ann has an amoCRM account with 110 leads
    And Ann signs in to the app
    And amoCRM behaves like this:
      | mood                 | requests | percent |
      | asks to wait in JSON | API      |      40 |
    When Ann connects amoCRM
    Then Ann sees 110 leads
    And Ann sees the leads of their account

  Scenario: An account that was blocked can be connected once amoCRM lifts the block
    Given Ann has an amoCRM account with 2 leads
    And Ann signs in to the app
    And amoCRM blocks the account
    When Ann connects amoCRM
    Then Ann sees the connection error
    When amoCRM is well again
    And Ann returns to the CRM tab
    Then Ann sees that amoCRM is not connected
    When Ann connects amoCRM
    Then Ann sees the leads of their account
