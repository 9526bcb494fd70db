### من اطّلع على سجلنا.
sharing-title = من اطّلع على سجلنا
sharing-body = كلما فتح سجلكم شخص من خارج العائلة، يُكتب ذلك هنا. لا يستطيع أحد محو سطر.
sharing-empty = لم يطّلع أحد بعد. عندما يفعل أحد ذلك، سترونه هنا.
sharing-what-home = فتح الصفحة الأولى لعائلتكم
sharing-what-plan = قرأ الخطة
sharing-what-thread = فتح محادثتكم
sharing-what-sharing = اطّلع على هذه القائمة
sharing-wrong = هل فاجأكم اسم؟ اتصلوا بنا واسألوا عن السبب.
