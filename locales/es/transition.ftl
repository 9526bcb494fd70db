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
transition-open = Mi plan de transición
transition-save = Guardar
transition-today = Hoy
transition-next-people = Piense en una persona adulta con quien puede contar. Puede anotar su nombre aquí.
transition-next-people-open = Abrir mi gente
transition-next-skills = Elija una cosa que quiere aprender antes de vivir por su cuenta.
transition-next-skills-open = Elegir una habilidad
transition-next-documents = Revise qué papeles tiene y cuáles le faltan. Los necesitará a los 18.
transition-next-documents-open = Revisar mis documentos
transition-next-stay = Es posible que pueda quedarse bajo cuidado después de los 18. Pregunte ahora a su trabajador(a) social, mientras hay tiempo.
transition-next-stay-open = Escribir a mi trabajador(a) social
transition-next-ninety-days = { $days ->
    [one] El cuidado termina en { $days } día. Revise que tiene todos sus documentos.
    [many] El cuidado termina en { $days } días. Revise que tiene todos sus documentos.
   *[other] El cuidado termina en { $days } días. Revise que tiene todos sus documentos.
}
transition-next-after = Lo que escribió sigue aquí. Hasta los 21 puede pedir volver a estar bajo cuidado.
transition-next-keep = Lo que escribió sigue aquí y sigue siendo suyo.
transition-road = Qué viene y cuándo
transition-road-past = ya llegó
transition-road-next = lo próximo
transition-road-details = Qué cambia cada vez
transition-stop-fourteen = 14
transition-stop-sixteen = 16
transition-stop-seventeen-half = 17½
transition-stop-ninety-days = 90 días antes de que termine el cuidado
transition-stop-eighteen = 18
transition-stop-care-ends = Termina el cuidado
transition-stop-twenty-one = 21
transition-stop-twenty-three = 23
transition-change-fourteen = Su opinión cuenta en su plan. Puede elegir a dos personas para su equipo. Recibe una lista de sus derechos.
transition-change-sixteen = El tribunal ya puede elegir un plan a largo plazo con una persona adulta que sigue en su vida.
transition-change-seventeen-half = Usted y su trabajador(a) social empiezan el plan para salir del cuidado.
transition-change-ninety-days = Usted y su trabajador(a) social hacen el plan de sus próximos pasos. Usted decide cuánto incluye.
transition-change-eighteen = Ya es una persona adulta. Usted decide sobre su salud, su dinero y sus papeles.
transition-change-care-ends = Ese día usted tiene todos sus documentos.
transition-change-twenty-one = Aquí terminan la posibilidad de quedarse bajo cuidado y la de volver. La encuesta NYTD le pregunta por última vez.
transition-change-twenty-three = Aquí termina la ayuda para vivir por su cuenta.
transition-doors = Partes de mi plan
transition-doors-more = Más partes
transition-law = Ley: { $law }
transition-owed-to-you = Lo que toca ahora para usted
transition-owed = Lo que toca ahora
transition-owed-none = Hoy no hay nada pendiente.
transition-duty-rights-list = La lista de derechos, explicada y firmada
transition-duty-independent-living-plan = Un plan para aprender a vivir por cuenta propia
transition-duty-credit-report = El informe de crédito de este año
transition-duty-discharge-plan = El plan para salir del cuidado está empezado
transition-duty-ask-to-stay = Una conversación sobre quedarse bajo cuidado
transition-duty-ninety-day-plan = El plan de 90 días
transition-duty-documents = Todos los documentos
transition-by-your-worker = Lo hace su trabajador(a) social.
transition-by-you-both = Lo hacen usted y su trabajador(a) social.
transition-by-agency = Lo hace la agencia.
transition-by-both = Lo hacen la agencia y la persona joven.
transition-due = Fecha límite: { $day }
transition-was-due = Último día: { $day }
transition-release-title = Quién ve: { $part }
transition-release-choose = ¿Quién puede ver esta parte?
transition-release-people = Si elige personas: ¿quiénes?
transition-release-others = Las personas que no marque nunca la ven.
transition-release-why = La ley dice que su plan tiene esta parte, para que la agencia le ayude con ella. Por eso algunas personas pueden leerla, sin importar lo que elija aquí. Su nota privada es solo para usted.
transition-release-safety = Si escribe que usted u otra persona está en peligro, las personas que lo lean tienen que actuar.
transition-release-saved = Guardado. Vale desde este momento.
transition-release-undo = Deshacer
transition-release-take-back = Dejar de compartir ahora
transition-release-left = Ya no están en su equipo, así que no pueden ver esto: { $names }
transition-release-no-team = Ahora no está en un equipo, así que no hay a quién más compartirlo. Todavía puede dejar de compartir.
transition-release-history = Quién podía ver esto y cuándo
transition-release-moment = { $day }, { $time }
transition-release-from = desde el { $from }
transition-release-from-until = del { $from } al { $until }
transition-release-at-first = Antes de eso: { $release }
transition-note-open = Mi nota privada
transition-note-title = Nota privada: { $part }
transition-note-intro = Solo usted puede ver esta nota. Nunca se comparte con nadie.
transition-note-words = Mi nota
transition-note-saved = Guardada. Solo usted puede verla.
transition-note-stored = Lo que está guardado ahora
transition-youths-title = Planes de transición de jóvenes
transition-youths-empty = Por ahora no hay nada compartido con usted.
transition-adult-intro = Es su propio plan. Usted ve lo que comparte con usted y lo que la ley le pide leer. Puede cambiarlo en cualquier momento.
transition-adult-empty = Todavía no hay nada escrito aquí.
transition-adult-required = Obligatoria
transition-dates-open = Cambiar las fechas
transition-dates-title = Fechas de { $name }
transition-dates-born = Fecha de nacimiento: { $day }. Si está mal, se corrige en los registros de la agencia.
transition-dates-care = Bajo cuidado desde
transition-dates-discharge = Día en que se espera que termine el cuidado
transition-dates-discharge-hint = Si cambia, escriba el día nuevo. El anterior queda en el historial.
transition-dates-order = Día en que termina una orden o un acuerdo después de los 18
transition-dates-order-hint = Déjelo vacío si no hay ninguno.
transition-dates-unknown = No se sabe
transition-dates-written = Escrito por: { $name } · { $day }
transition-dates-imported = De los registros de la agencia · { $day }
transition-dates-history = Fechas anteriores
transition-dates-saved = Las fechas están guardadas.

## areas

## documents

## people

## money

## rights

## ninety-days

## worker
