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

  Scenario: Where an administrator has allowed, a colleague without such rights connects, too
    Given Ann has an amoCRM account with the leads:
      | name  | price |
      | House |    10 |
    And Ann signs in to the app
    And Ann has amoCRM connected
    And Marko works in the amoCRM account that Ann has, without administrator rights
    And Marko signs in to the app
    When Marko connects amoCRM
    Then Marko sees that amoCRM is connected
    And Marko sees the leads of their account
    And no request is refused

  Scenario: A colleague without administrator rights may not be the first to allow
    Given Ann has an amoCRM account with 2 leads
    And Marko works in the amoCRM account that Ann has, without administrator rights
    And Marko signs in to the app
    When Marko presses Connect
    And Marko signs in to amoCRM
    And Marko wants to allow access, but amoCRM refuses
    And Marko returns by the app switcher
    Then Marko sees that amoCRM is not connected
    And no code is redeemed
