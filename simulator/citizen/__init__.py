"""Who answers: the citizen's mood, what is told when, the director and the actor."""
