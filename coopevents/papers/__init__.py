"""What is printed: the values of booklets, sheets and pictures, gathered across rooms from released programmes."""
