"""Campus tours and city visits: routes with stops, departures that are activities, and who booked them."""
