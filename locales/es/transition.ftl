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
transition-people-intro = Son personas adultas que estarán con usted, ahora y después de salir del cuidado. Usted pide una cosa. Las palabras las eligen entre los dos.
transition-people-none = Todavía no hay nadie. ¿A quién llama cuando pasa algo bueno, o algo difícil?
transition-people-add = Pedirle algo a una persona adulta
transition-people-add-note = Una persona de su equipo recibe su pregunta aquí y puede decir que sí, sugerir otras palabras o decir que no. Ve esta pregunta y nada más de su plan. Si la persona no está en su equipo, pregúntele usted y anote lo que dijo.
transition-people-added = Guardado. La respuesta aparecerá en esta página.
transition-people-over = Terminadas
transition-people-back = Volver a mi plan
transition-people-back-people = Volver a mi gente
transition-people-back-list = Volver a la lista
transition-people-between = Usted y { $name }
transition-people-picks = Ayudan con su plan y van a las reuniones sobre él.
transition-people-pick-refused = La persona que lleva su caso dijo que no y anotó por qué.
transition-people-who = ¿A quién?
transition-people-other = Alguien que no está en esta lista
transition-people-name = Su nombre
transition-people-name-hint = Solo si no está en la lista.
transition-people-said-on = El día en que dijo que sí
transition-people-said-on-hint = Solo para alguien que no está en la lista. Hoy o antes. Déjelo vacío hasta que le haya preguntado.
transition-people-what = De qué se trata
transition-people-words = En palabras
transition-people-words-own = Con sus palabras (puede dejarlo vacío si eligió de la lista)
transition-people-touch = Cómo mantenerse en contacto
transition-people-way = ¿Cómo se mantendrán en contacto?
transition-people-rhythm = ¿Cada cuánto?
transition-people-ask = Pedir
transition-people-kind-holidays = Un lugar adonde ir en los días festivos
transition-people-kind-night-call = Alguien a quien llamar de noche
transition-people-kind-stay = Un lugar donde dormir unas noches
transition-people-kind-meal = Una comida juntos
transition-people-kind-ride = Transporte al trabajo o a la escuela
transition-people-kind-moving = Ayuda con una mudanza
transition-people-kind-advice = Alguien a quien preguntar sobre dinero y papeles
transition-people-kind-job = Ayuda para encontrar o conservar un trabajo
transition-people-kind-come-along = Alguien que acompaña, por ejemplo a una cita médica
transition-people-kind-listen = Alguien que escucha
transition-people-kind-own = Otra cosa
transition-people-way-text = Mensajes de texto
transition-people-way-call = Llamadas
transition-people-way-video = Videollamadas
transition-people-way-visit = Visitas
transition-people-rhythm-week = Cada semana
transition-people-rhythm-two-weeks = Cada dos semanas
transition-people-rhythm-month = Cada mes
transition-people-rhythm-holidays = En los días festivos
transition-people-rhythm-when-needed = Cuando haga falta
transition-people-is-open = Cuando { $name } diga que sí, anote el día.
transition-people-is-asked = Usted le preguntó a { $name }. Todavía no hay respuesta.
transition-people-is-silent = Usted le preguntó a { $name }. Todavía no hay respuesta. Mucha gente tarda en mirar aquí. No quiere decir que no.
transition-people-is-suggested = { $name } quiere hacerlo con otras palabras. Usted elige: aceptar estas palabras o dejar las suyas.
transition-people-is-yes = { $name } dijo que sí.
transition-people-is-no = { $name } no puede hacer esto por ahora. Estuvo bien preguntar.
transition-people-is-taken-back = { $name } ya no puede hacer esto.
transition-people-is-ended = Usted terminó esto con { $name }.
transition-people-next = Puede pedir algo más pequeño, preguntarle a otra persona o hablarlo con alguien de confianza.
transition-people-left = Esta persona ya no está en su equipo. No ve nada más de su plan, ni nada nuevo. Lo que dijo se queda aquí para usted. Si usted lo termina, también desaparece de su página. ¿No sabe si está bien seguir en contacto? Pregúntele a alguien de confianza de su equipo.
transition-people-agree = Aceptar estas palabras
transition-people-keep = Dejar mis palabras, o cambiarlas
transition-people-change = Cambiar las palabras y volver a pedir
transition-people-again = Volver a pedir
transition-people-note-yes = Anotar el sí
transition-people-end = Terminar esto
transition-people-end-note = Puede terminar esto cuando quiera. No tiene que decir por qué.
transition-people-end-now = Sí, terminar
transition-people-asked = Guardado. Su pregunta ya está ahí.
transition-people-suggested = Se enviaron sus palabras. La respuesta aparecerá en esta página.
transition-people-agreed = Los dos dijeron que sí. Gracias.
transition-people-told = Guardado. Gracias por decirlo.
transition-people-noted = Guardado. Es una buena noticia.
transition-people-ended = Esto terminó.
transition-people-reason = ¿Por qué? (puede dejarlo vacío)
transition-people-reason-is = Escribió:
transition-people-earlier = Lo que hubo antes
transition-people-did-ask = { $name } lo pidió
transition-people-did-suggest = { $name } sugirió otras palabras
transition-people-did-accept = { $name } dijo que sí
transition-people-did-decline = { $name } no podía hacerlo
transition-people-did-withdraw = { $name } ya no podía hacerlo
transition-people-did-note = { $name } anotó un sí
transition-people-did-end = { $name } lo terminó
transition-people-tag-you = Usted
transition-people-tag-waiting = Sin respuesta
transition-people-tag-yes = Sí
transition-people-tag-no = Por ahora no
transition-people-tag-ended = Terminado
transition-people-tag-left = Ya no está en su equipo
transition-people-for-title = Lo que le pidieron las personas jóvenes
transition-people-for-none = No hay nada. Cuando una persona joven le pida algo, estará aquí.
transition-people-for-note = Esto es entre ustedes dos. Aquí no ve nada más de este plan. Diga que sí solo a lo que pueda cumplir. Un no ahora es mejor que una promesa rota después.
transition-people-for-asked = { $name } le pide esto.
transition-people-for-suggested = Usted le sugirió otras palabras a { $name }. Las palabras las tienen que elegir los dos, así que ahora espera una respuesta.
transition-people-for-yes = Usted y { $name } dijeron que sí a esto.
transition-people-for-no = Usted le dijo a { $name } que por ahora no puede hacer esto.
transition-people-for-taken-back = Usted le dijo a { $name } que ya no puede hacer esto.
transition-people-for-ended = { $name } terminó esto. Gracias por haber estado ahí.
transition-people-for-left = Usted ya no está en este equipo, así que aquí no llega nada nuevo. A esto dijo que sí.
transition-people-accept = Sí, lo haré
transition-people-suggest = Sí, pero con otras palabras
transition-people-suggest-now = Sugerir estas palabras
transition-people-decline = Por ahora no puedo
transition-people-decline-now = Decir que no puedo
transition-people-withdraw = Ya no puedo hacer esto
transition-people-withdraw-now = Decir que ya no puedo
transition-people-shown-none = Todavía nadie ha dicho que sí a nada.
transition-people-shown-left = Ya no está en el equipo
transition-say-title = Mi voz en las reuniones
transition-say-open = Prepararme para una reunión
transition-say-intro = Es su reunión. Diga lo que quiere que se diga, cómo quiere decirlo y quién no debe estar.
transition-say-none = Por ahora no hay ninguna reunión. Cuando la haya, estará aquí.
transition-say-ready = Listo
transition-say-back = Volver a mis reuniones
transition-say-words = Lo que quiero que se diga
transition-say-way = ¿Cómo quiere decirlo?
transition-say-way-hint = Lo leen las personas que llevan su caso, para darle su lugar.
transition-say-way-speak = Hablo yo
transition-say-way-write = Alguien lee mis palabras
transition-say-way-voice = Mando un mensaje de voz
transition-say-save = Guardar
transition-say-saved = Guardado. Puede cambiarlo hasta que empiece la reunión.
transition-say-voice-note = Grábelo en una conversación con la persona que lleva su caso y diga para qué reunión es.
transition-say-record = Escribir a { $name }
transition-say-without = Quién no debe estar
transition-say-without-note = Lo leen las personas que llevan su caso, para poder prepararse. La persona que usted nombra nunca lo ve, aunque lleve su caso. Si se trata de alguien que lleva su caso, también puede leerlo quien supervisa y va a la reunión. No siempre pueden prometerlo, pero hablarán con usted.
transition-say-without-add = Nombrar a alguien
transition-say-without-who = ¿Quién no debe estar?
transition-say-name-hint = Solo si no está en la lista. Todas las personas que llevan su caso leen el nombre que escriba aquí.
transition-say-without-why = ¿Por qué, o qué ayudaría? (puede dejarlo vacío)
transition-say-without-save = Avisar a quienes llevan mi caso
transition-say-without-saved = Guardado. Ya pueden leerlo quienes llevan su caso.
transition-say-without-end = Retirar esto
transition-say-without-ended = Retirado. Quienes llevan su caso ya no lo ven.
transition-say-for-title = Lo que quiere la persona joven
transition-say-for-way = { $name }: { $way }
transition-say-for-without = { $name } no quiere que { $person } esté ahí.
transition-say-for-private = No se lo diga a la persona nombrada.
transition-say-without-worker = ¿Se trata de la única persona que lleva su caso? Entonces aquí nadie lo leería. Dígaselo a quien la supervisa.

## money

## rights

## ninety-days

## worker
