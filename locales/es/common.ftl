### Palabras que comparten todas las páginas.
# Dice con honestidad si un traductor calificado ha leído estas palabras.
common-reviewed = Estas palabras en español todavía no las ha revisado un traductor calificado. Si algo suena mal, por favor llámenos.
common-skip = Ir al contenido principal
common-exit = Salir ya
common-title-error = Error: { $title }
common-language-change = Cambiar idioma. Idioma actual: { $language }
common-signed-in = Usted entró como { $name }.
common-sign-out = Cerrar sesión
common-help-title = ¿Quiere hablar con alguien?
common-help-call = Llámenos:
common-places = Menú principal
common-place-home = Hoy
common-place-plan = Plan
common-place-calendar = Fechas
common-place-messages = Mensajes
common-place-more = Más
common-unread = { $count ->
    [one] { $count } nuevo
    [many] { $count } nuevos
   *[other] { $count } nuevos
}
common-back = Volver
common-older = Ver anteriores
common-more-rows = Ver { $count } más
common-filter-label = Buscar una familia o una persona
common-filter-go = Buscar
common-filter-all = Ver todo
common-filter-none = Ninguna familia ni persona tiene ese nombre. Revise cómo está escrito o vea toda la lista.

# Lists of names. “before-i” is for a name that begins with the sound i: Spanish then has “e” for “y”.
# Where a language has no such rule, both say the same.
common-list-two = { $first } y { $last }
common-list-two-before-i = { $first } e { $last }

# Three names or more: the list grows one name at a time, and the last name takes “last”.
common-list-middle = { $first }, { $last }
common-list-last = { $first } y { $last }
common-list-last-before-i = { $first } e { $last }
common-today = Hoy
common-tomorrow = Mañana
common-yesterday = Ayer
common-day = { $weekday } { $day } de { $month }
common-date = { $day } de { $month } de { $year }
common-time-am = { $time }{"\u00A0"}a.{"\u00A0"}m.
common-time-pm = { $time }{"\u00A0"}p.{"\u00A0"}m.
common-time-noon = { $time } del mediodía
common-time-midnight = { $time } de la medianoche
common-month-1 = enero
common-month-2 = febrero
common-month-3 = marzo
common-month-4 = abril
common-month-5 = mayo
common-month-6 = junio
common-month-7 = julio
common-month-8 = agosto
common-month-9 = septiembre
common-month-10 = octubre
common-month-11 = noviembre
common-month-12 = diciembre
common-weekday-1 = lunes
common-weekday-2 = martes
common-weekday-3 = miércoles
common-weekday-4 = jueves
common-weekday-5 = viernes
common-weekday-6 = sábado
common-weekday-7 = domingo
common-language-en = inglés
common-language-es = español
common-language-hmn = hmong
common-language-ar = árabe

# Further languages that people speak and write here, by language tag. The site is not in them.
common-language-am = amárico
common-language-bn = bengalí
common-language-fa = persa (farsi o dari)
common-language-fr = francés
common-language-hi = hindi
common-language-ht = criollo haitiano
common-language-km = jemer
common-language-ko = coreano
common-language-ksw = karen
common-language-lo = lao
common-language-mh = marshalés
common-language-my = birmano
common-language-ne = nepalí
common-language-om = oromo
common-language-ps = pastún
common-language-pt = portugués
common-language-rhg = rohinyá
common-language-ru = ruso
common-language-so = somalí
common-language-sw = suajili
common-language-ti = tigriña
common-language-tl = tagalo
common-language-uk = ucraniano
common-language-ur = urdu
common-language-vi = vietnamita
common-language-zh = chino
common-role-parent = Madre o padre
common-role-guardian = Tutor(a) legal
common-role-indian-custodian = Custodio indígena
common-role-youth = Joven
common-role-caregiver = Cuidador(a)
common-role-mentor = Mentor(a) de padres
common-role-mentor-coordinator = Coordinación de mentores de padres
common-role-worker = Trabajador(a) social
common-role-supervisor = Supervisor(a)
common-role-tribal-representative = Representante de la tribu
common-role-interpreter = Intérprete
common-role-administrator = Administración
common-words-translated = Traducción de { $by }.
common-words-machine = Traducción automática ({ $by }). Puede tener errores.
# Above a form that is older than what is stored: who stored it, and when.
common-stored-by = Guardado por { $name } · { $day } · { $time }
# Before a choice of languages, under a place to type.
common-writing-language = Escribo en
common-words-original = Ver el original en { $language }
common-words-written = Esto está escrito en { $language }.
common-words-ask = Pedirlo en mi idioma
common-words-asked = Usted pidió esto en su idioma el { $asked }. Fecha límite de la traducción: { $due }.

error-summary-title = Por favor, revise esto
error-missing-title = No encontramos esa página
error-missing-body = Tal vez cambió de lugar o la dirección está mal escrita. Su cuenta está bien.
error-conflict-title = Esto ya se envió
error-conflict-body = Tenemos una copia anterior de este formulario con otras palabras. Aquí está lo que acaba de escribir, para que lo pueda copiar.
error-busy-title = El sitio está muy ocupado en este momento
error-busy-body = No se perdió nada. Espere un minuto e inténtelo otra vez.
error-unreadable-title = Esto no llegó completo
error-unreadable-body = Una parte se perdió en el camino. Vuelva a la página anterior y envíelo otra vez.
error-large-title = Esto es demasiado de una vez
error-large-body = Hágalo más corto o envíelo en dos partes.
error-many-title = Demasiados intentos
error-many-body = { $minutes ->
    [one] Fueron muchos intentos en poco tiempo. Espere 1 minuto e inténtelo otra vez. Su cuenta está bien.
    [many] Fueron muchos intentos en poco tiempo. Espere { $minutes } de minutos e inténtelo otra vez. Su cuenta está bien.
   *[other] Fueron muchos intentos en poco tiempo. Espere { $minutes } minutos e inténtelo otra vez. Su cuenta está bien.
}
error-broken-title = Tuvimos un problema
error-broken-body = Usted no hizo nada mal. Inténtelo de nuevo en unos minutos o llámenos.
error-trace = Si nos llama, díganos este número:
error-home = Ir a la página de inicio
error-again = Intentar otra vez
error-kept = Lo que usted escribió
error-account-name-short = Elija un nombre de al menos 3 caracteres
error-account-name-long = Elija un nombre de 40 caracteres o menos
error-account-name-signs = Use letras, números y espacios en su nombre para entrar
error-account-name-taken = Otra persona ya tiene este nombre. Elija otro
error-account-passphrase-short = Haga su frase secreta más larga. Use al menos 15 caracteres
error-account-passphrase-long = Haga su frase secreta más corta. Use 200 caracteres o menos
error-account-passphrase-plain = Use más letras o números diferentes en su frase secreta
error-account-no-match = Ese nombre y esa frase secreta no coinciden. Revise los dos e intente otra vez
error-account-code = No encontramos este código. Compárelo con su papel o pida uno nuevo a su trabajador(a) social
error-account-code-missing = Escriba el código de su papel
error-account-code-length = Compare el código con su papel. Tiene 20 letras y números
error-account-code-spent = Este código ya no funciona. Si ya lo usó, entre. Si no, pida uno nuevo a su trabajador(a) social
error-messages-blank = Primero escriba algo
error-messages-long = Su mensaje es muy largo. Hágalo más corto o envíelo en dos partes
error-plan-choose = Elija una opción
error-plan-words-missing = Escriba primero unas palabras
error-plan-words-long = Su texto es muy largo. Acórtelo o envíelo en dos partes
error-plan-translation-exists = Alguien lo tradujo mientras usted escribía. Lo que usted escribió está abajo, para que lo pueda copiar
error-plan-answer-missing = Diga por qué, en pocas palabras
error-plan-owner = Elija quién lo hará
error-plan-date = Elija una fecha o escríbala así: 12/18/2026 (mes, día, año)
error-plan-why-missing = Diga por qué, en pocas palabras. La familia lo leerá
error-plan-stale = Alguien cambió esto mientras usted escribía. Compare las dos versiones abajo. Luego guarde la suya o deje la otra
error-plan-not-ready = El plan aún no está listo. Vea lo que falta
error-plan-published = Otra persona publicó el plan mientras tanto. Revise lo que cambia ahora. Lo que usted escribió sigue aquí
error-plan-week-number = Escriba un número, como 2 o 1.5
error-plan-week-time = Ponga la hora de inicio y la hora final. La hora final tiene que ser más tarde
error-plan-week-full = Puede ser demasiado para una semana. Lea la nota al final del formulario y decida
error-plan-circle = Cada uno de estos pasos esperaría al otro. Elija un paso diferente
error-plan-permanency-age = Esta meta solo es posible cuando alguien de la familia tiene 16 años o más
error-team-name-missing = Escriba el nombre
error-team-kind = Elija qué es esta persona para la familia
error-calendar-time = Escriba una hora, por ejemplo 16:30
error-calendar-time-skipped = Esa hora no existe ese día, porque se adelanta el reloj. Elija otra hora
error-calendar-time-twice = Esa hora se repite ese día, porque se atrasa el reloj. Elija otra hora, o marque la casilla para decir que es la primera
error-calendar-past = Esa hora ya pasó. Elija una más tarde
error-calendar-ends-early = Termina antes de empezar. Elija un final más tarde
error-calendar-leap-day = Ese año no tiene 29 de febrero. Elija otro día
error-calendar-day-off = Es un día festivo o un día importante para la familia. Elija otro día, o marque la casilla para dejar este
error-calendar-many-days = Elija 60 días o menos
error-calendar-place = Escriba el lugar, o deje que todos lo sepan
error-calendar-link = Escriba un enlace que empiece con https://
error-calendar-not-on-team = Elija solo personas que ahora están en el equipo
error-calendar-answer-over = Esta fecha ya pasó, así que su respuesta no se envió
error-calendar-answer-cancelled = Esta fecha se canceló, así que su respuesta no se envió
error-calendar-cancelled-before = Esta fecha ya estaba cancelada, así que su motivo no se guardó. Puede copiarlo abajo
error-team-readers = Elija quién puede leer esto
error-team-long = Es muy largo. Use 200 letras o menos
error-team-about = Elija a otra persona del equipo
error-team-no-reader = Por ahora nadie más del equipo puede leer esto. Por favor llámenos. Lo que escribió sigue aquí
error-team-ends-early = Elija un día que no sea anterior a su primer día en el equipo
error-messages-choose-two = Elija dos personas o más
error-messages-family-only = Para una conversación solo de la familia, elija solo a personas de la familia
error-messages-mentor-apart = Un(a) mentor(a) de padres solo puede estar en una conversación con la madre o el padre a quien apoya y con el personal
error-messages-date = Elija una fecha o escríbala así: 12/18/2026 (mes, día, año). El último día no puede ser antes del primero
common-notice = Tiene algo nuevo
common-texts-stopped = Ya no recibirá mensajes de este número. Envíe INICIAR para recibirlos otra vez.
common-texts-started = Recibirá otra vez mensajes de este número, como usted eligió. Envíe ALTO para no recibir más.
error-messages-email = Revise su correo electrónico. Debe verse así: nombre@ejemplo.org
error-messages-email-letters = Revise su correo electrónico. Antes de la @ solo podemos usar letras sencillas y números, sin acentos
error-messages-phone = Revise el número de teléfono. Debe tener 10 dígitos, como 608-555-0142. Uno de otro país empieza con +
error-messages-file-empty = Este archivo está vacío. Elíjalo otra vez o tome la foto de nuevo
error-messages-file-kind = Puede enviar fotos (JPEG, PNG, WebP, HEIC), documentos PDF y grabaciones de voz (como M4A, MP3, WAV o AMR). Lo que escribió sigue aquí
error-messages-file-video = Esto es un video, y no podemos aceptar videos. Puede enviar fotos o una grabación de voz. Lo que escribió sigue aquí
error-messages-file-heic = No podemos abrir esta foto (HEIC). Haga una captura de pantalla y envíela, o ponga su cámara en “Más compatible”
error-messages-file-large = Este archivo es demasiado grande. Las fotos pueden tener hasta 15 MB, los documentos 10 MB y las grabaciones de voz 3 MB
error-messages-file-dots = Esta foto es demasiado grande. Haga una captura de pantalla y envíela
error-messages-file-broken = No podemos abrir este archivo. Puede estar dañado. Tome la foto otra vez o guarde el documento de nuevo
error-messages-file-many = Elija 4 archivos o menos. Puede enviar los demás después
error-messages-file-harmful = Este archivo puede dañar los teléfonos de otras personas, así que no lo guardamos
error-messages-file-later = Ahora no podemos revisar archivos. Envíe su mensaje ahora y el archivo después
common-paper-family = Familia: { $family }
common-paper-printed = Impreso: { $day }
common-paper-page = Página { $number } de { $all }
common-paper-missing = { $count ->
    [one] Un carácter de arriba no se pudo imprimir y hay un cuadro en su lugar. Puede leerlo en una pantalla.
    [many] { $count } caracteres de arriba no se pudieron imprimir y hay cuadros en su lugar. Puede leerlos en una pantalla.
   *[other] { $count } caracteres de arriba no se pudieron imprimir y hay cuadros en su lugar. Puede leerlos en una pantalla.
}
