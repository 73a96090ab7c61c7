"""A package, so that its fixtures end with it: playwright keeps an event loop running, not meant for other tests."""
