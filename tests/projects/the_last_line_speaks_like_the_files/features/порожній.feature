# language: uk
Функціонал: Нічого
