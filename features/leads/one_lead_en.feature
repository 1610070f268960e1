Feature: One lead

  Background:
    Given Ann has an amoCRM account with the leads:
      | name  | price | contact     | phone         |
      | House | 85000 | John Watson | +380501112233 |
    And Ann signs in to the app
    And Ann has amoCRM connected

  Scenario: A lead's own screen says what amoCRM has of it
    When Ann opens the lead "House"
    Then Ann sees the card of the lead "House"
    And Ann sees the price 85000 on the card
    And Ann sees the phone "+380501112233" on the card
    And no request is refused

  Scenario: A link to a lead of somebody else's account opens nothing
    Given Marko has an amoCRM account with the leads:
      | name   | price |
      | Garage |  9000 |
    And Marko signs in to the app
    And Marko has amoCRM connected
    And expected: the backend answers the app 404 to "lead" at most 2 times
    When Ann opens a link to the lead "Garage" that Marko sees
    Then Ann sees the error of loading a lead
