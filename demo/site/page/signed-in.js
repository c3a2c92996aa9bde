// Works in the window that the sign-in has opened, and not where the person opened it by the link.
window.close()
