### Nuestro plan.
plan-title = Nuestro plan
plan-title-youth = Mi plan
plan-title-team = El plan de la familia
plan-version = Versión { $version } · desde el { $day }
plan-empty = Todavía no hay un plan. Cuando su equipo haga uno con usted, lo verá aquí.
plan-empty-team = Todavía no hay un plan. Cuando el equipo haga uno con la familia, lo verá aquí.
plan-ours = En nuestras palabras
plan-ours-team = En palabras de la familia
plan-ours-empty = Aquí van sus propias palabras, al principio del plan.
plan-ours-empty-team = Aquí verá las palabras de la familia, al principio del plan.
plan-author = { $name }
plan-author-entered = { $name } · lo ingresó la agencia
plan-strengths = Nuestras fortalezas
plan-strengths-team = Las fortalezas de la familia
plan-heading = Lo que queremos lograr
plan-goal = Meta principal
plan-since = Desde
plan-why = Por qué
plan-concurrent = Meta alterna
plan-permanency-return-home = Las niñas y los niños vuelven a casa
plan-permanency-adoption = Adopción
plan-permanency-guardianship = Vivir con un tutor o una tutora legal
plan-permanency-relative = Un hogar permanente con un familiar
plan-permanency-other-planned = Otro hogar permanente, con una persona adulta que seguirá cerca
plan-family-goals = Nuestras propias metas
plan-family-goals-team = Las metas propias de la familia
plan-agency-goals = Metas del equipo
plan-how-we-know = Cómo sabremos que se logró:
plan-by = Fecha límite: { $day }
plan-agency = Agencia
plan-you = Usted
plan-late = Con atraso
plan-state-done = Hecho
plan-state-not-yet = Todavía no
plan-state-need-help = Necesita ayuda
plan-state-cannot = No se puede hacer
plan-needs = Lo que necesitamos
plan-needs-team = Lo que la familia necesita
plan-worries = Preocupaciones sobre la seguridad
plan-worries-inside = Esta parte trata de preocupaciones sobre la seguridad. Puede ser difícil de leer. Puede leerla después o con alguien de confianza.
plan-changes = Lo que debe cumplirse para cerrar el caso
plan-back = Volver al plan
plan-goals = Metas y pasos
plan-next = Sus próximos pasos
plan-done-count = { $count ->
    [one] Ver { $count } paso ya hecho
    [many] Ver { $count } pasos ya hechos
   *[other] Ver { $count } pasos ya hechos
}
plan-think = ¿Qué piensa usted?
plan-think-of = ¿Qué piensa usted? { $section }
plan-talk = Lo que se dijo
plan-talk-count = { $count ->
    [one] { $count } comentario
    [many] { $count } comentarios
   *[other] { $count } comentarios
}
plan-talk-waits = { $count ->
    [one] { $count } comentario, en espera de respuesta
    [many] { $count } comentarios, algunos en espera de respuesta
   *[other] { $count } comentarios, algunos en espera de respuesta
}
plan-say = Diga lo que piensa
plan-words = En sus propias palabras
plan-send = Enviar al equipo
plan-who = ¿Quién puede leer esto?
plan-who-own = Solo mi trabajador(a) social y su supervisor(a)
plan-who-wide = Todas las personas que pueden ver esta parte del plan
plan-who-plan = Todas las personas que pueden ver el plan
plan-who-when = { $name } · { $day }
plan-kind-comment = Quiero decir algo
plan-kind-agree = Estoy de acuerdo
plan-kind-disagree = No estoy de acuerdo
plan-kind-change = Quiero un cambio
plan-kind-not-helping = Esto no ayuda
plan-kind-done = Hecho
plan-kind-not-yet = Todavía no
plan-kind-need-help = Necesito ayuda
plan-kind-cannot = No puedo hacer esto
plan-kind-propose-goal = Propongo una meta
plan-kind-propose-step = Propongo un paso
plan-kind-propose-service = Propongo una ayuda o un servicio
plan-outcome-accepted = Sí, lo vamos a poner en el plan
plan-outcome-changed = Lo vamos a cambiar
plan-outcome-stopped = Vamos a suspenderlo
plan-outcome-kept = Vamos a mantenerlo como está
plan-outcome-not-now = Por ahora no
plan-answer = Contestar
plan-answer-what = ¿Qué contesta el equipo?
plan-answer-words = Diga por qué, en palabras sencillas. Si la respuesta es no, siempre dé una razón.
plan-answer-send = Enviar la respuesta
plan-answer-by = El equipo contestará a más tardar el { $day }.
plan-answer-late = El equipo tenía que contestar a más tardar el { $day }. Está atrasado.
plan-review-by = El equipo volverá a ver esto a más tardar el { $day }.
plan-replies = Comentarios y respuestas
plan-replies-waiting = En espera de respuesta del equipo
plan-replies-rest = Todo lo demás
plan-replies-empty = Aquí verá los comentarios sobre el plan y las respuestas del equipo.
plan-translations = Traducciones que pidieron
plan-translations-empty = Nadie espera una traducción.
plan-translations-done = La traducción se guardó. Avisaremos a la persona que la pidió.
plan-translation-title = Escribir esto en { $language }
plan-translation-into = { $language } · Se pidió: { $asked } · Fecha límite: { $due }
plan-translation-claimed = Con intérprete
plan-translation-claimed-hint = Una persona intérprete está trabajando en esto. Usted puede escribirlo si no puede esperar.
plan-translation-rules = Traduzca todo, sin agregar ni quitar nada. Escriba solo en un idioma que conozca bien. Si no lo conoce, déjelo para una persona intérprete.
plan-translation-label = Su traducción en { $language }
plan-translation-save = Guardar la traducción
plan-translation-where = Ver dónde están estas palabras
plan-translation-there = Esto ya tiene traducción.
plan-translation-typed = Lo que usted escribió
plan-propose = Proponer algo
plan-propose-what = ¿Qué propone usted?
plan-propose-words = ¿Qué ayudaría? Use sus propias palabras
plan-propose-next = Su trabajador(a) social le contestará en un plazo de 7 días: sí, o por qué no por ahora. Guardamos todo lo que usted propone.
plan-how-goes = ¿Cómo va?
plan-how-stands = Cómo va
plan-step-why = Díganos por qué, si quiere
plan-one-strength = Una fortaleza
plan-one-need = Algo que necesitamos
plan-one-need-team = Algo que la familia necesita
plan-one-worry = Una preocupación sobre la seguridad
plan-one-change = Algo que debe cumplirse para cerrar el caso
plan-one-family-goal = Una de nuestras metas
plan-one-family-goal-team = Una de las metas de la familia
plan-one-goal = Una de las metas del equipo
plan-one-step = Un paso
plan-agency-who = La agencia: { $name }
plan-who-does = Quién lo hará
plan-when = Fecha límite
plan-seen-by = Quién puede ver esto
plan-seen-now = Quién puede ver esto ahora
plan-edit = Editar el plan
plan-edit-note = Este es su borrador. La familia lo verá cuando usted lo publique. Solo la familia puede cambiar sus propias palabras.
plan-edit-unpublished = Sin publicar todavía: { $parts }
plan-publish-count = { $count ->
    [0] Nada que publicar todavía
    [one] Publicar { $count } cambio
    [many] Publicar { $count } cambios
   *[other] Publicar { $count } cambios
}
plan-not-published = Sin publicar
plan-add-strength = Agregar una fortaleza
plan-add-need = Agregar algo que se necesita
plan-add-worry = Agregar una preocupación
plan-add-change = Agregar algo que debe cumplirse para cerrar el caso
plan-add-goal = Agregar una meta
plan-add-step = Agregar un paso
plan-steps-without-goal = Pasos que aún no tienen meta
plan-line-words = Escríbalo en palabras sencillas y amables
plan-line-benchmark = ¿Cómo sabrán todos que se logró?
plan-line-why = ¿Por qué hace este cambio? La familia leerá su respuesta.
plan-agency-owes = La agencia
plan-save-draft = Guardar el borrador
plan-take-out = Quitar
plan-put-back = Restaurar
plan-taken-out = Esto se quitó de su borrador. La familia todavía lo verá hasta que usted publique.
plan-their-words = Estas son las palabras de la familia. Solo la familia puede cambiarlas.
plan-earlier = Versiones anteriores
plan-own = Agregar nuestras propias palabras
plan-own-words = ¿Qué debe saber el equipo sobre su familia?
plan-own-note = Sus palabras aparecen enseguida al principio del plan. Nadie más puede cambiarlas.
plan-own-change = Cambiar mis palabras
plan-save-own = Guardar mis palabras
plan-who-partner = Solo mi trabajador(a) social, su supervisor(a) y mi mentor(a) de padres
plan-versions = Qué cambió y por qué
plan-version-by = Versión { $version } · { $day }
plan-published-by = Publicada por { $name }
plan-version-before = Versión anterior
plan-version-after = Versión siguiente
plan-first-version = Esta es la primera versión que se guarda aquí.
plan-no-changes = Nada cambió en las partes que usted puede ver.
plan-what-changed = Lo que cambió
plan-what-changes = Lo que va a cambiar
plan-change-added = Nuevo
plan-change-gone = Se quitó
plan-change-changed = Cambió
plan-before = Antes
plan-after = Después
plan-publish-title = Publicar el plan
plan-publish = Publicar la versión { $version }
plan-publish-why = ¿Por qué hay una versión nueva? La familia leerá esto primero.
plan-asked = ¿Habló con la familia?
plan-asked-hint = Marque una parte solo si habló de ella con la familia. La familia puede ver que usted la marcó.
plan-we-asked = Hablamos de “{ $section }”
plan-missing = Lo que falta
plan-missing-strengths = Una fortaleza. Todo plan empieza con lo que va bien.
plan-missing-own-words = Las palabras de la familia. Pídales que escriban algunas.
plan-missing-change = Nada ha cambiado desde la última versión.
plan-missing-asked = No ha hablado con la familia de “{ $section }” desde que cambió.
plan-more-steps = Más pasos
plan-print = Imprimir esta versión
plan-print-how = Para imprimir esto o guardarlo como archivo, use el menú de su navegador.
plan-orders = Lo que ordenó la corte
plan-one-order = Algo que ordenó la corte
plan-order-steps = Pasos para esto:
plan-order-no-step = Todavía no hay un paso para esto. La agencia lo puede ver.
plan-orders-unmet = { $count ->
    [one] { $count } orden aún no tiene un paso.
    [many] { $count } órdenes aún no tienen un paso.
   *[other] { $count } órdenes aún no tienen un paso.
}
plan-add-order = Agregar una orden de la corte
plan-which-order = ¿Para qué orden de la corte es este paso?
plan-no-order = Ninguna
plan-safety = Nuestro plan de seguridad
plan-safety-team = El plan de seguridad de la familia
plan-safety-open = Plan de seguridad
plan-safety-do = Lo que hacemos cuando las cosas se ponen difíciles
plan-safety-do-team = Lo que hace la familia cuando las cosas se ponen difíciles
plan-safety-call = A quién llamamos
plan-safety-call-team = A quién llama la familia
plan-safety-always = Otros números a los que puede llamar
plan-safety-empty = Cuando usted y su equipo hagan un plan de seguridad, estará aquí, en una página.
plan-safety-empty-team = Cuando la familia y el equipo hagan un plan de seguridad, estará aquí, en una página.
plan-add-safety-do = Agregar algo que hacer
plan-add-safety-call = Agregar a quién llamar
plan-hint = ¿Se puede decir más claro? Ya está guardado.
plan-hint-long = Una oración tiene { $count } palabras. Dos cortas se leen mejor.
plan-hint-better = Por ejemplo:
plan-was-asked = { $name } dice que hablaron de esto el { $day }. Si no fue así, dígalo abajo.
plan-was-asked-team = { $name } habló de esto con la familia el { $day }.
plan-progress = Cómo va todo
plan-progress-empty = Después de una revisión del equipo, aquí verá con el tiempo lo que dijo cada persona.
plan-progress-nobody = Nadie ha dicho todavía cómo va.
plan-progress-team = El equipo
plan-progress-none = Sin respuesta todavía
plan-progress-day = Revisión
plan-progress-caption = Lo que dijo cada persona, de 1 a { $top }
plan-progress-first = { $name }: { $last } de { $top } en la primera revisión. Las siguientes también se verán aquí.
plan-progress-up = { $name }: subió de { $first } a { $last } de { $top } desde el { $day }.
plan-progress-same = { $name }: { $last } de { $top }, igual que el { $day }.
plan-progress-down = { $name }: de { $first } a { $last } de { $top } desde el { $day }. ¿Qué ayudaría?
plan-progress-ask = ¿Qué tan cerca estamos de lo que queremos?
plan-progress-yours = Su calificación para la revisión del { $day }
plan-progress-low = todavía no estamos cerca
plan-progress-high = ya lo logramos
plan-progress-end = { $value } – { $words }
plan-review-add = Agregar una revisión
plan-review-held = ¿Cuándo fue la revisión?
plan-review-words = ¿Qué aprendió el equipo?
plan-review-scale = ¿Qué escala eligió el equipo?
plan-review-scale-hint = No se puede cambiar después de la primera respuesta.
plan-review-scale-to = De 1 a { $top }
plan-review-low = ¿Qué significa 1, en palabras del equipo?
plan-review-high = ¿Qué significa el número más alto?
plan-review-save = Guardar la revisión
plan-seen-keep = Dejarlo como está ahora
plan-seen-all = Todas las personas que ven esta parte del plan
plan-seen-only = Solo { $name }, el personal de trabajo social y la supervisión
plan-children = Cómo están las niñas y los niños
plan-children-youth = Cómo estoy
plan-one-well-being = Cómo está una niña o un niño
plan-area-physical = Cuerpo y salud
plan-area-mental = Sentimientos
plan-area-behavioral = Comportamiento
plan-area-education = Escuela y aprendizaje
plan-area-culture = Cultura y personas importantes
plan-next-date = Próxima fecha: { $day }
plan-next-when = Próxima fecha
plan-responsible = Quién es responsable de esto
plan-nobody-yet = Nadie todavía
plan-which-child = ¿Cuál niña o niño?
plan-which-area = ¿Qué parte de la vida?
plan-add-well-being = Agregar cómo está una niña o un niño
plan-no-children = En el expediente de la agencia todavía no hay niñas ni niños. Pida a su oficina que los agregue.
plan-decided-by = Quién lo decidió
plan-decider-court = La corte
plan-decider-team = Todo el equipo en conjunto
plan-decider-family = La familia
plan-decider-agency = La agencia
plan-decider-tribe = La tribu
plan-heading-none = Todavía no hay meta
plan-heading-edit = Cambiar lo que queremos lograr
plan-heading-hint = La ley permite cinco metas. La última es solo para quien tiene 16 años o más.
plan-heading-why = ¿Por qué? Use palabras sencillas. La familia leerá esto.
plan-pick = Elija una opción
plan-first = Primero:
plan-which-goal = ¿Para qué meta es este paso?
plan-no-goal = Ninguna meta todavía
plan-which-after = ¿Hay que hacer otro paso antes?
plan-no-after = No, puede empezar ya
plan-closure-empty = Cuando el equipo escriba lo que debe cumplirse para cerrar el caso, lo verá aquí.
plan-closure-count = Ya se cumplió: { $done } de { $all }. Cuando todo se cumpla, el equipo pedirá cerrar el caso.
plan-closure-after = Después de que se cierre el caso, usted podrá seguir leyendo todo aquí.
plan-closure-after-team = Después de que se cierre el caso, la familia podrá seguir leyendo todo aquí.
plan-true-now = Ya se cumplió
plan-true-later = Todavía no
plan-common = Empezar con un paso común
plan-common-visit = Pasar tiempo en familia cada semana
plan-common-class = Ir a la clase de crianza
plan-common-doctor = Hacer una cita médica
plan-common-counseling = Hablar con un(a) consejero(a)
plan-common-school = Reunirse con la escuela
plan-common-home = Encontrar una vivienda segura que podamos pagar
plan-common-ride = Organizar el transporte al tiempo en familia y a las citas
plan-common-papers = Conseguir el acta de nacimiento y otros documentos
plan-common-work = Buscar un trabajo que vaya con nuestro horario
plan-common-kin = Hacer una lista de familiares y amistades que pueden ayudar
## Parts of the day
plan-part-morning = Mañana
plan-part-afternoon = Tarde
plan-part-evening = Noche
plan-busy-morning = { $weekday } por la mañana
plan-busy-afternoon = { $weekday } por la tarde
plan-busy-evening = { $weekday } por la noche
plan-busy-hint = La tarde empieza al mediodía. A las { $time } empieza la noche.
plan-week = Mi semana
plan-week-team = Lo que pide el plan cada semana
plan-week-of = Semana del { $day }
plan-week-before = Semana anterior
plan-week-after = Semana siguiente
plan-week-empty = Nadie de la familia está todavía en este equipo.
plan-week-asks = Esta semana: { $hours } · { $trips } · { $dates }
plan-week-hours-count = { $hours ->
    [one] { $hours } hora
    [many] { $hours } horas
   *[other] { $hours } horas
}
plan-week-trips-count = { $trips ->
    [one] { $trips } viaje
    [many] { $trips } de viajes
   *[other] { $trips } viajes
}
plan-week-dates-count = { $count ->
    [one] { $count } cita
    [many] { $count } de citas
   *[other] { $count } citas
}
plan-week-slot = { $day }, { $from } – { $to }
plan-week-nothing = Esta semana no hay nada del plan con hora fija.
plan-week-takes = Tiempo que toma cada semana
plan-week-hours = Horas por semana, por ejemplo 1.5
plan-week-trips = Viajes por semana, ida y vuelta
plan-week-day = ¿Es siempre el mismo día?
plan-week-no-day = No, en días distintos
plan-week-from = Desde
plan-week-to = Hasta
plan-week-carry = Cuánto puedo hacer en una semana
plan-week-carry-note = Usted sabe mejor cuánto cabe en su semana. Solo lo ven su trabajador(a) social y su supervisor(a).
plan-week-hours-most = Horas por semana para el plan, como máximo
plan-week-trips-most = Viajes por semana, como máximo
plan-week-busy = Horas que ya tiene ocupadas
plan-week-busy-hint = Trabajo, escuela, oración, cuidar a alguien: no tiene que decir qué. Si un día está libre, déjelo en blanco.
plan-week-save = Guardar mi semana
plan-week-you-said = Lo más que usted dijo que puede hacer en una semana:
plan-week-they-said = Lo más que dijo que puede hacer en una semana:
plan-week-can-hours = { $hours ->
    [one] { $hours } hora
    [many] { $hours } de horas
   *[other] { $hours } horas
}
plan-week-can-trips = { $trips ->
    [one] { $trips } viaje
    [many] { $trips } de viajes
   *[other] { $trips } viajes
}
plan-week-over-mine = Esta semana es más de lo que usted dijo que puede hacer. Dígaselo a su trabajador(a) social. Juntos pueden mover o quitar cosas.
plan-week-over-theirs = Esta semana es más de lo que dijo que puede hacer.
plan-week-warn-hours = Con esto, horas por semana para { $name }: { $hours }. Lo más que dijo: { $most }.
plan-week-warn-trips = Con esto, viajes por semana para { $name }: { $trips }. Lo más que dijo: { $most }.
plan-week-warn-busy = { $name } tiene otra cosa a esa hora: { $when }.
plan-week-warn-clash = El plan ya tiene otra cosa para { $name } a esa hora: { $when }.
plan-week-all-the-same = Lo hablé con esa persona. Guardar de todos modos.
plan-print-pdf = Abrir como PDF
plan-written-by = Lo escribió
plan-worried = Lo que preocupa, en palabras sencillas y amables
plan-safe-when = Lo que lo haría seguro:
plan-so-far = Lo que ya se hizo:
plan-keeps = Quién está a cargo de esto:

## Overview and its parts
plan-read-more = Leer más
plan-words-all = Todas las palabras y fortalezas
plan-step-open = Ver este paso
plan-parts = Partes del plan
plan-parts-more = Más sobre el plan
plan-goals-count = { $count ->
    [one] { $count } meta
    [many] { $count } metas
   *[other] { $count } metas
}
plan-goals-unanswered = { $count ->
    [one] { $count } sin su respuesta
    [many] { $count } sin su respuesta
   *[other] { $count } sin su respuesta
}
plan-needs-worries = Necesidades y preocupaciones
plan-closure-met = Ya se cumplió: { $done } de { $all }
plan-page-empty = Cuando se agregue algo aquí, lo verá en esta página.
plan-original-show = Ver las palabras originales
plan-original-hide = Ver esta página en { $language }
plan-not-translated = Una parte de esto todavía no está en { $language }. Ábrala para pedirla en su idioma.
## Answers in place
plan-kind-question = Tengo una pregunta
plan-agree-of = ¿Qué piensa usted de esta meta? { $goal }
plan-step-of = ¿Cómo va este paso? { $step }
plan-say-more = Usted dijo: “{ $label }”. Lo que escriba aquí va junto con eso. Si elige otra cosa, tomará su lugar.
plan-notice-said = Usted dijo: “{ $label }”.
plan-notice-seen = Lo pueden leer: { $names }. Nadie más.
plan-notice-seen-by-no-one = Todavía nadie más puede leerlo. Su equipo lo leerá cuando alguien se una.
plan-notice-seen-by-all = Lo pueden leer todas las personas que ven esta parte del plan.
plan-notice-seen-in-plan = Lo pueden leer todas las personas que ven el plan.
plan-notice-step-seen = Ya lo pueden ver: { $names }. También las demás personas que ven este paso.
plan-notice-step-seen-by-all = Ya lo pueden ver todas las personas que ven este paso.
plan-notice-undo = Deshacer
plan-notice-more = Agregar palabras o elegir quién lo lee
plan-notice-withdrawn = Lo retiramos. Ya nadie puede verlo.
plan-notice-withdrawn-next = Puede elegir de nuevo o dejarlo así.
plan-notice-withdrawn-step = Puede volver a decir cómo va o dejarlo así.
plan-notice-answered = Su equipo ya contestó esto, por eso se queda. Aquí puede leer la respuesta.
plan-notice-answer-sent = Su respuesta se envió. La puede leer quien podía leer el comentario.
plan-notice-own-saved = Sus palabras están guardadas. Ya están en el plan.
plan-notice-own-removed = Sus palabras se quitaron. Ya nadie más puede leerlas.
plan-notice-own-back = Restaurar mis palabras
plan-notice-item-saved = Su borrador está guardado. La familia lo verá cuando usted lo publique.
plan-notice-item-removed = Esto se quitó de su borrador. La familia todavía lo verá hasta que usted publique.
plan-notice-item-back = Verlo o restaurarlo
plan-notice-rating-saved = Su respuesta está guardada. Puede cambiarla aquí.
plan-notice-review-saved = La revisión está guardada. Ahora cada quien puede decir cómo va.
plan-notice-week-saved = Su semana está guardada. Solo la ven su trabajador(a) social y su supervisor(a).
plan-notice-published = El plan está publicado. La familia y el equipo ya pueden leer esta versión.
plan-own-taken-out = Usted quitó estas palabras. Nadie más puede leerlas. Guárdelas para restaurarlas.
plan-own-removed = Palabras que usted quitó
