### La única página corta.
home-hello = Hola, { $name }
home-next = Lo próximo
home-next-empty = Aquí verá su próxima reunión o visita.
home-owed = Lo que le prometimos
home-agency-owes = Lo que prometió la agencia
home-steps = Sus próximos pasos
home-steps-empty = Por ahora no tiene pasos.
home-see-plan = Ver nuestro plan
home-new = Nuevo para usted
home-new-empty = Cuando alguien le escriba, lo verá aquí.
home-walk-with = Familias que usted acompaña
home-families = Sus familias
home-families-empty = Cuando una familia le sume a su equipo, lo verá aquí.
home-looked = La familia puede ver que usted abrió esta página.
home-wanted-title = Traducciones que pidieron
home-wanted = { $count ->
    [one] { $count } texto en { $language }
    [many] { $count } textos en { $language }
   *[other] { $count } textos en { $language }
}
home-from-to = { $from } – { $to }
home-when = { $day } · { $time }
home-by = Fecha límite: { $day }
home-was-due = La fecha era { $day }
home-any-time = Cuando quiera
home-who-when = { $name } · { $when }
home-late = { $days ->
    [one] { $days } día tarde
    [many] { $days } días tarde
   *[other] { $days } días tarde
}
home-on-time = A tiempo
home-stuck = ¿Le cuesta?
home-wrote = { $name } le escribió
home-kind-family-time = Tiempo en familia
home-kind-meeting = Reunión del equipo
home-kind-hearing = Audiencia en la corte
home-kind-appointment = Cita
home-kind-review = Revisión del plan
home-partners = Madres y padres mentores a quienes usted apoya
home-partners-empty = Cuando una madre o un padre mentor acompañe a una familia, lo verá aquí.
home-partner-walks = { $count ->
    [one] Acompaña a { $count } madre o padre
    [many] Acompaña a { $count } madres y padres
   *[other] Acompaña a { $count } madres y padres
}
home-asked = Lo que usted preguntó al equipo
home-to-answer = Esperan su respuesta
home-said = { $name }: { $kind }
home-answered = Contestado
home-waits = En espera
home-answer-by = Fecha límite para contestar: { $day }
home-plan-changed = Nuestro plan cambió: versión { $version }
home-unread = Sin leer desde hace más de dos días
home-unread-hint = Las familias escribieron a estos trabajadores. Usted ve cuánto espera, no lo que dice.
home-unread-days = { $count ->
    [one] { $count } día
    [many] { $count } días
   *[other] { $count } días
}
