Feature: An import that breaks off takes no leads away
  Whoever connects once more has the leads imported anew, over those that are there already.

  Background:
    Given Ann has an amoCRM account with 60 leads
    And Ann signs in to the app
    And Ann signs in to the app on another phone
    And Ann has amoCRM connected
    And Ann takes the previous phone

  Scenario: amoCRM breaks off between two pages
    Given amoCRM behaves like this:
      | mood           | requests | skip |
      | drops requests | leads    |    1 |
    When Ann connects amoCRM
    Then Ann sees 60 leads
    And Ann sees the leads of their account
