### Lo que no cabe en el menú.
more-title = Más
