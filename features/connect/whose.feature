Feature: A consent belongs to whoever began it

  Scenario: Two people are on the consent page at the same time, and only one of them allows
    Given Ann has an amoCRM account with 3 leads
    And Marko has an amoCRM account with 2 leads
    And Ann signs in to the app
    And Marko signs in to the app
    When Ann presses Connect
    And Marko presses Connect
    And Ann signs in to amoCRM
    And Ann presses Allow
    And Ann presses Return to App
    And Marko returns by the app switcher
    Then Marko sees that amoCRM is not connected
    And Ann sees the leads of their account
