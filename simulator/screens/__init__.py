"""The application: screens that render events and hand on what the trainee does."""
