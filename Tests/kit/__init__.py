"""What the checks outside Swift share: the built program, a small HTTP client, a crawler."""
