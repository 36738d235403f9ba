"""Names to places: the offline gazetteer, geopy geocoders, and the choice between candidates."""
