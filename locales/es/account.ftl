### Entrar y salir.
account-sign-in-title = Entrar
account-sign-in = Entrar
account-about = Alongside es donde las familias ven su plan y le escriben a su equipo.
# $agency is the name of the agency.
account-run-by = Lo administra { $agency }. Es gratis.
account-run-by-your-agency = Lo administra la agencia que trabaja con su familia. Es gratis.
account-promise = Usted elige quién lee lo que escribe. Puede ver quién vio su expediente.
account-name-label = Su nombre para entrar
account-passphrase-label = Su frase secreta
account-show-passphrase = Mostrar la frase secreta
account-device = ¿Este teléfono o computadora es solo suyo?
account-device-own = Sí, solo yo lo uso. Mantener mi sesión abierta
# $minutes is 15.
account-device-shared = No, otras personas también lo usan. Cerrar mi sesión si no hago nada durante { $minutes } minutos
account-kept = Su sesión se cerró. Guardamos lo que usted escribió. Entre para continuar.
account-locked = Bloqueamos esta página porque nadie la usó por un rato. Entre para continuar.
account-first-title = ¿Es su primera vez aquí?
account-first-body = Su trabajador(a) social o su mentor(a) de padres le dará un papel con un código.
account-first-link = Tengo un código
account-lost = ¿Olvidó su frase secreta? Pida un código nuevo a su trabajador(a) social.
account-welcome-title = Le damos la bienvenida
account-code-label = El código de su papel
account-code-hint = 20 letras y números. Los espacios y guiones no importan.
account-code-go = Continuar
account-have-name = Ya tengo un nombre para entrar
account-choose-language = ¿Qué idioma quiere usar?
account-reads-title = Quién lee qué
account-reads-team = Su equipo puede leer el plan. Algunas partes son solo para las personas de quienes tratan.
account-reads-words = Antes de enviar algo, usted ve quién lo va a leer.
account-reads-log = Cuando alguien de fuera de su familia abre su expediente, usted puede ver quién fue y cuándo.
# Para personas de la agencia, que no tienen familia aquí.
account-reads-staff = Las familias pueden ver quién abrió su expediente y cuándo.
account-choose-title = Elija cómo va a entrar
account-welcome-body = No necesita correo electrónico.
account-choose-name = Elija un nombre para entrar
account-choose-name-hint = No tiene que ser su nombre verdadero.
account-choose-passphrase = Elija una frase secreta
account-choose-passphrase-hint = Al menos { $count } caracteres. Sirven bien cuatro o cinco palabras que solo usted juntaría.
account-accept = Empezar
account-unknown-title = No encontramos este código
account-unknown-body = Compárelo con su papel, de cuatro en cuatro letras o números. Si es igual, pida un código nuevo a su trabajador(a) social.
account-spent-title = Este código ya no funciona
account-spent-body = Cada código sirve una sola vez y por poco tiempo. Si ya lo usó, entre. Si no, pida uno nuevo a su trabajador(a) social.
account-other-code = Escribir otro código
account-cookies-title = Su navegador no guarda nuestra cookie
account-cookies-body = Ponemos una pequeña cookie para saber que es usted mientras usa el portal. Su navegador no la guardó, y por eso todavía no puede entrar.
account-cookies-settings = Permita las cookies de esta página en los ajustes de su navegador. Después inténtelo otra vez.
account-cookies-app = Si abrió esta página dentro de otra aplicación o en una ventana privada, ábrala en el navegador que usa siempre.
account-cookies-call = Si esto no ayuda, llámenos. El número está abajo.
account-language-title = Idioma
account-language-other = ¿Necesita otro idioma o letra grande? Llámenos. Es gratis.
account-exit-title = Cómo salir rápido de este sitio
account-exit-does = El botón “Salir ya” está arriba en todas las páginas. Cierra su sesión y abre una página del clima.
account-exit-shortcut = En una computadora, también puede oprimir tres veces seguidas la tecla Shift (mayúsculas).
account-exit-limits = Lo que el botón no puede hacer
account-exit-history = Su historial todavía mostrará que usted estuvo aquí. Puede borrar su historial.
account-exit-typed = Lo que escribió y no envió se puede perder.
account-exit-watch = Si alguien vigila su teléfono con una aplicación, todavía puede ver lo que usted hace.
account-exit-on = Entiendo. Continuar
account-demo-title = Explore el sitio
account-demo-body = Esto es una demostración. Todas las personas son inventadas. Elija una familia y después una persona.
account-demo-person = { $name } · { $role }

## Base
account-title = Su cuenta
account-devices-title = Dónde está abierta su cuenta
account-devices-body = Estos son los teléfonos y computadoras donde su cuenta está abierta.
account-devices-this = Este
account-devices-own = Solo usted lo usa
account-devices-shared = Otras personas también lo usan
account-devices-locked = Bloqueado hasta que usted vuelva a entrar
# $moment is a day and a time.
account-devices-last = Último uso: { $moment }
account-devices-end = Cerrar la sesión allí
account-devices-end-all = Cerrar la sesión en todos los demás
account-devices-only = Su cuenta no está abierta en ningún otro lugar.
account-devices-help = ¿Ve uno que no es suyo? Cierre esa sesión. Luego llámenos o pida un código nuevo a su trabajador(a) social. El número está abajo.
account-devices-ended = Su cuenta ya no está abierta allí.
account-devices-all-ended = Ahora su cuenta está abierta solo aquí.
account-device-unknown = Un teléfono o una computadora
account-device-is-android-phone = Teléfono Android
account-device-is-android-tablet = Tableta Android
account-device-is-iphone = iPhone
account-device-is-ipad = iPad
account-device-is-windows-computer = Computadora con Windows
account-device-is-mac = Mac
account-device-is-chromebook = Chromebook
account-device-is-linux-computer = Computadora con Linux
account-events-title = Qué cambió en su cuenta
account-events-body = Cada vez que alguien entra desde un teléfono o una computadora nueva, o cambia cómo usted entra, aparece aquí. Nadie puede borrar una línea.
account-events-empty = Todavía no ha cambiado nada.
account-events-seen = Ya leí esto
# $count is how many.
account-events-unseen =
    { $count ->
        [one] Cambió una cosa en su cuenta. Por favor léala
       *[other] Cambiaron { $count } cosas en su cuenta. Por favor léalas
    }
account-events-help = ¿Hay algo que usted no hizo? Cierre la sesión en todos los demás y llámenos. El número está abajo.
account-event-new = Nuevo
# $name is the name of the person who did it.
account-event-by = Lo hizo { $name }
account-event-by-other = Lo hizo alguien que trabaja con usted
account-event-is-passphrase-set = Se eligió una frase secreta nueva
account-event-is-passkey-added = Se agregó una llave de acceso
account-event-is-passkey-removed = Se quitó una llave de acceso
account-event-is-recovery-codes-made = Se crearon códigos de recuperación nuevos
account-event-is-recovery-code-used = Se usó un código de recuperación
account-event-is-voucher-made = Se creó un código para que usted pueda volver a entrar
account-event-is-voucher-used = Se usó un código para volver a entrar
account-event-is-signed-in-new-device = Alguien entró desde un teléfono o una computadora nueva
account-event-is-session-ended = Se cerró la sesión en un teléfono o una computadora
account-event-is-sessions-ended = Se cerró la sesión en todos los demás teléfonos y computadoras
account-event-is-details-changed = Se cambiaron sus datos
account-event-is-contact-changed = Se cambió su correo electrónico o su número de teléfono
account-event-is-staff-identity-linked = Se conectó su cuenta del trabajo
account-event-is-staff-identity-removed = Se desconectó su cuenta del trabajo
account-event-is-totp-added = Se agregó una aplicación de códigos para entrar
account-event-is-totp-removed = Se quitó la aplicación de códigos para entrar
account-again-title = Su frase secreta una vez más
account-again-body = Antes de cambiar cómo usted entra, queremos estar seguros de que es usted.
account-again = Continuar

## Staff
account-staff-title = ¿Trabaja usted para la agencia?
account-staff-body = Entre con su cuenta del trabajo. Es posible que necesite su teléfono del trabajo o su llave de seguridad.
account-staff-own = Usar mi cuenta del trabajo en mi propia computadora o teléfono
# $minutes is 15.
account-staff-shared = Usar mi cuenta del trabajo en una computadora compartida. Cerrar mi sesión si no hago nada durante { $minutes } minutos
account-staff-again = Confirmar con mi cuenta del trabajo
account-staff-problem-title = Su sesión todavía no está abierta
account-staff-unavailable = La página de entrada de su agencia no responde en este momento. Espere unos minutos y vuelva a intentarlo.
account-staff-stale = Pasó demasiado tiempo, o usted empezó en otro navegador. Por favor empiece de nuevo.
account-staff-refused = La entrada de su agencia no le permitió entrar aquí. Vuelva a intentarlo y use su segundo paso, como un código o una llave de seguridad. Si no funciona, llame al servicio de ayuda de su agencia.
account-staff-unknown = Esta cuenta del trabajo no está conectada con nadie que trabaje aquí con una familia. Pida una invitación a la persona que supervisa su trabajo.
account-staff-code = Esta invitación no funciona, o esta cuenta del trabajo ya es de otra persona. Pida una invitación nueva a la persona que supervisa su trabajo.
account-second-step-title = Un paso más
account-second-step-label = El código de su aplicación
account-second-step-hint = 6 números. Cada 30 segundos hay un código nuevo.
account-second-step-go = Continuar
account-second-step-over = Empezar de nuevo
account-app-title = Aplicación de códigos para entrar
account-app-why = Cada vez que entre, usted escribe su frase secreta y después un código de una aplicación en su teléfono. Quien solo sabe su frase secreta no puede entrar.
account-app-get = Abra una aplicación de autenticación en su teléfono. Si no tiene ninguna, descargue una de su tienda de aplicaciones.
account-app-key = En la aplicación, agregue una cuenta y elija escribir una clave. Esta es la clave:
account-app-code = Ahora la aplicación muestra un código. Escríbalo aquí.
account-app-open = La aplicación está en este teléfono. Abrirla
account-app-begin = Agregar una aplicación
account-app-remove = Quitar la aplicación
account-app-on = Usted usa una aplicación para entrar.
account-app-off = Usted todavía no usa una aplicación para entrar.
account-app-added = Desde ahora necesita un código de su aplicación para entrar.
account-app-removed = Se quitó la aplicación.
