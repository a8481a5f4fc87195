"""Stage 3: a Story to folium to one HTML file."""
