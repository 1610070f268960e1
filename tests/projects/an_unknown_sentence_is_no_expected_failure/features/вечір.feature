# language: uk
Функціонал: Вечір

  @expected-failure:ABC-8
  Сценарій: Незнане речення
    Нехай світе сонце
