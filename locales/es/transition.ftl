### El plan de transición de una persona joven.

## base
transition-title = El plan de { $name }
transition-part-housing = Un lugar donde vivir
transition-part-health = Salud
transition-part-education = Escuela y capacitación
transition-part-support = Personas y programas que me ayudan
transition-part-work = Trabajo
transition-part-money = Dinero
transition-part-transport = Cómo moverme
transition-part-relationships = Amistades y relaciones
transition-part-culture = Mi cultura y quién soy
transition-part-legal = Asuntos legales
transition-part-documents = Mis documentos
transition-part-people = Mi gente
transition-part-budget = Mi presupuesto
transition-part-skills = Habilidades para la vida
transition-release-is-required = Compartida porque la ley lo pide
transition-release-is-private = Solo usted
transition-release-is-named = Personas que usted eligió
transition-release-is-team = Su equipo
transition-release-open = Quién ve esto
transition-release-line-required = La ley pide esta parte. Pueden leerla la persona que lleva su caso, quien la supervisa y quien representa a una tribu. Nadie más.
transition-release-line-private = Solo usted puede ver esto.
transition-release-line-named = Usted y { $names } pueden ver esto. Nadie más.
transition-release-line-named-required = Usted y { $names } pueden ver esto. Como la ley pide esta parte, también pueden verla la persona que lleva su caso, quien la supervisa y quien representa a una tribu.
transition-release-line-team = Las personas adultas de su equipo pueden ver esto.

## areas

## documents

## people

## money

## rights

## ninety-days

## worker
