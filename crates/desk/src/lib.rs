//! The library file, history, imports and exports: the only IO of the program, behind one function.
