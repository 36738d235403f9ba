"""``streamlit run dashboard/app.py``."""

from dashboard.ui.pages import main

main()
