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
transition-areas-title = Todo mi plan
transition-question-now = Dónde estoy ahora
transition-question-goal = A dónde quiero llegar
transition-area-whole = Todo mi plan
transition-area-steps = Mis pasos
transition-area-empty = Todavía no hay nada aquí.
transition-area-none = Todavía no empezó esta parte. Empiece por donde quiera.
transition-area-one-answer = Respondió una de las dos preguntas.
transition-area-both-answers = Respondió las dos preguntas.
transition-area-step-count =
    { $count ->
        [one] Tiene un paso.
        [many] Tiene { $count } de pasos.
       *[other] Tiene { $count } pasos.
    }
transition-area-step-done =
    { $count ->
        [one] Uno está hecho.
        [many] { $count } están hechos.
       *[other] { $count } están hechos.
    }
transition-area-write = Escribir
transition-area-edit = Cambiar
transition-area-has-draft = Falta guardar
transition-area-add-step = Agregar un paso
transition-area-words = Con sus propias palabras
transition-area-ideas = ¿No sabe cómo empezar? Toque una frase para agregarla. Después cámbiela como quiera.
transition-area-save = Guardar y seguir
transition-area-skip = Saltar
transition-area-back = Atrás
transition-area-saved = Sus palabras están guardadas.
transition-area-draft = Estas palabras todavía no están en su plan. Para ponerlas, toque “Guardar y seguir”.
transition-area-draft-saved = Conservamos sus palabras. Para ponerlas en su plan, toque “Guardar y seguir”.
transition-area-draft-unsaved = En este momento no pudimos conservar sus palabras. Lo intentaremos otra vez.
transition-area-other = Palabras de otra página o de otro teléfono
transition-area-drop = Ya no necesito estas palabras
transition-step-new = Un paso nuevo
transition-step-edit = Cambiar este paso
transition-step-words = ¿Qué va a hacer?
transition-step-helper = ¿Quién le ayuda?
transition-step-helper-hint = Elija o escriba un nombre. Puede dejarlo vacío.
transition-step-due = ¿Para cuándo? (puede dejarlo vacío)
transition-step-done = Este paso está hecho
transition-step-save = Guardar este paso
transition-step-remove = Quitar este paso
transition-step-saved = Su paso está guardado.
transition-step-go-on = Ver mis pasos
transition-step-removed = El paso ya no está en su plan.
transition-step-restored = El paso está de nuevo en su plan.
transition-step-is-done = Este paso está marcado como hecho.
transition-step-is-open = Este paso todavía no está hecho.
transition-step-mark-done = Marcar como hecho
transition-step-mark-open = Todavía no está hecho
transition-step-tag-done = Hecho
transition-step-helps = Ayuda: { $name }
transition-step-by = Para el { $day }
transition-area-they-are = Dónde está { $name } ahora
transition-area-they-want = A dónde quiere llegar { $name }
transition-area-their-steps = Los pasos de { $name }
transition-idea-housing-now-1 = Vivo en un hogar de acogida.
transition-idea-housing-now-2 = Vivo con mi familia.
transition-idea-housing-now-3 = No sé dónde voy a vivir cuando salga del cuidado.
transition-idea-housing-goal-1 = Quiero quedarme donde estoy ahora.
transition-idea-housing-goal-2 = Quiero mi propio apartamento, sin compañía o con alguien.
transition-idea-housing-goal-3 = Quiero vivir cerca de mi escuela o de mi trabajo.
transition-idea-housing-step-1 = Averiguar cuánto cuesta la renta donde quiero vivir.
transition-idea-housing-step-2 = Preguntar por ayuda con la renta para jóvenes que salen del cuidado.
transition-idea-housing-step-3 = Visitar un lugar y preguntar qué necesito para solicitarlo.
transition-idea-health-now-1 = Tengo atención médica que me gusta.
transition-idea-health-now-2 = Tomo medicinas y alguien me ayuda con eso.
transition-idea-health-now-3 = No sé qué paga mi seguro.
transition-idea-health-goal-1 = Quiero hacer mis propias citas.
transition-idea-health-goal-2 = Quiero conservar mi seguro médico después de cumplir 18 años.
transition-idea-health-goal-3 = Quiero tener con quién hablar cuando las cosas son difíciles.
transition-idea-health-step-1 = Averiguar a qué clínica y a qué dentista puedo ir.
transition-idea-health-step-2 = Hacer una lista de mis medicinas y alergias.
transition-idea-health-step-3 = Preguntar cómo conservar mi seguro hasta los 26 años.
transition-idea-education-now-1 = Estoy en la preparatoria (high school).
transition-idea-education-now-2 = Me faltan créditos para graduarme.
transition-idea-education-now-3 = La escuela es difícil para mí en este momento.
transition-idea-education-goal-1 = Quiero terminar la preparatoria o sacar mi GED.
transition-idea-education-goal-2 = Quiero ir a la universidad o a un colegio técnico.
transition-idea-education-goal-3 = Quiero aprender un oficio.
transition-idea-education-step-1 = Preguntar en la consejería de la escuela qué créditos me faltan.
transition-idea-education-step-2 = Solicitar dinero para la universidad, por ejemplo con la FAFSA.
transition-idea-education-step-3 = Visitar una escuela que me interesa.
transition-idea-support-now-1 = Tengo a una persona adulta a quien puedo llamar siempre.
transition-idea-support-now-2 = Un programa o una persona mentora me ayuda.
transition-idea-support-now-3 = No tengo muchas personas con quienes contar.
transition-idea-support-goal-1 = Quiero a una persona adulta que siga en mi vida.
transition-idea-support-goal-2 = Quiero saber quién me ayuda después de cumplir 18 años.
transition-idea-support-goal-3 = Quiero conocer a otros jóvenes que estuvieron bajo cuidado.
transition-idea-support-step-1 = Pedirle a una persona adulta de confianza que sigamos en contacto.
transition-idea-support-step-2 = Averiguar sobre programas para jóvenes que salen del cuidado.
transition-idea-support-step-3 = Guardar los números de tres personas a quienes puedo llamar.
transition-idea-work-now-1 = Tengo trabajo.
transition-idea-work-now-2 = Todavía no he tenido trabajo.
transition-idea-work-now-3 = Estoy buscando trabajo.
transition-idea-work-goal-1 = Quiero un trabajo que me deje estudiar.
transition-idea-work-goal-2 = Quiero trabajar tiempo completo.
transition-idea-work-goal-3 = Quiero descubrir para qué soy bueno o buena.
transition-idea-work-step-1 = Escribir mi currículum con alguien.
transition-idea-work-step-2 = Solicitar tres trabajos.
transition-idea-work-step-3 = Pedirle a alguien que practique una entrevista conmigo.
transition-idea-money-now-1 = Tengo una cuenta de banco.
transition-idea-money-now-2 = Recibo algo de dinero, pero no sé en qué se va.
transition-idea-money-now-3 = Otra persona se encarga de mi dinero.
transition-idea-money-goal-1 = Quiero ahorrar para mi primer apartamento.
transition-idea-money-goal-2 = Quiero pagar mis propias cuentas.
transition-idea-money-goal-3 = Quiero entender el crédito.
transition-idea-money-step-1 = Abrir una cuenta de banco.
transition-idea-money-step-2 = Anotar lo que gasto durante un mes.
transition-idea-money-step-3 = Pedir mi informe de crédito.
transition-idea-transport-now-1 = Tomo el autobús.
transition-idea-transport-now-2 = Alguien me lleva.
transition-idea-transport-now-3 = Es difícil para mí ir de un lugar a otro.
transition-idea-transport-goal-1 = Quiero sacar mi licencia de manejar.
transition-idea-transport-goal-2 = Quiero tener mi propio carro.
transition-idea-transport-goal-3 = Quiero llegar a la escuela y al trabajo por mi cuenta.
transition-idea-transport-step-1 = Inscribirme en clases de manejo.
transition-idea-transport-step-2 = Averiguar cómo conseguir un pase de autobús.
transition-idea-transport-step-3 = Ahorrar para un carro o una bicicleta.
transition-idea-relationships-now-1 = Tengo amistades de confianza.
transition-idea-relationships-now-2 = Veo a mis hermanos y hermanas.
transition-idea-relationships-now-3 = Muchas veces siento soledad.
transition-idea-relationships-goal-1 = Quiero ver más a mi familia.
transition-idea-relationships-goal-2 = Quiero amistades que me hagan bien.
transition-idea-relationships-goal-3 = Quiero sentir seguridad con mi pareja.
transition-idea-relationships-step-1 = Llamar a alguien que extraño.
transition-idea-relationships-step-2 = Preguntar cuándo puedo visitar a mis hermanos y hermanas.
transition-idea-relationships-step-3 = Entrar a un club o a un equipo.
transition-idea-culture-now-1 = Sé de dónde viene mi familia.
transition-idea-culture-now-2 = Extraño la comida, el idioma o las tradiciones con que crecí.
transition-idea-culture-now-3 = Todavía estoy descubriendo quién soy.
transition-idea-culture-goal-1 = Quiero aprender más de mi tribu o de mi cultura.
transition-idea-culture-goal-2 = Quiero ir a ceremonias, servicios o eventos que me importan.
transition-idea-culture-goal-3 = Quiero que usen mi nombre y mis pronombres.
transition-idea-culture-step-1 = Hablar con una persona mayor de mi familia o de mi comunidad.
transition-idea-culture-step-2 = Preguntar a mi tribu qué ofrece a los jóvenes.
transition-idea-culture-step-3 = Encontrar un grupo donde puedo ser como soy.
transition-idea-legal-now-1 = Tengo fechas en la corte.
transition-idea-legal-now-2 = Tengo multas.
transition-idea-legal-now-3 = No entiendo lo que pasa en la corte.
transition-idea-legal-goal-1 = Quiero conocer mis derechos.
transition-idea-legal-goal-2 = Quiero saber si se puede sellar un registro de la corte.
transition-idea-legal-goal-3 = Quiero tener todos mis papeles en orden.
transition-idea-legal-step-1 = Anotar mis preguntas para mi abogada o abogado.
transition-idea-legal-step-2 = Preguntar quién me puede ayudar con las multas.
transition-idea-legal-step-3 = Averiguar qué cambia para mí al cumplir 18 años.

## documents

## people

## money

## rights

## ninety-days

## worker
