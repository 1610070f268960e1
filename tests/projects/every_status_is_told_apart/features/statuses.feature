Feature: Statuses

  Scenario: passed
    Given a step that passes
    Then that is all

  Scenario: failed
    Given a step that fails
    Then that is all

  Scenario: undefined
    Given a step that passes
    Then that is none

  Scenario: ambiguous
    Given a step with two meanings
    Then that is all

  Scenario: pending step
    Given a step that passes
    And a step that isn't written yet
    Then that is all

  @pending:ABC-2
  Scenario: pending tag
    Given a step that fails
    Then that is all

  Scenario: skipped step
    Given a step that can't be taken here
    Then that is all

  @skip:no-summer
  Scenario: skipped tag
    Given a step that fails
    Then that is all

  @expected-failure:ABC-3
  Scenario: expected failure
    Given a step that fails
    Then that is all
