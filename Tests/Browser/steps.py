"""What several journeys do in the browser."""


def sign_in(page, link):
    """Opens a one-time link and presses its button."""
    page.goto(link)
    page.locator("main form button").first.click()
    page.wait_for_load_state()
