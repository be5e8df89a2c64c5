return Adjoint.Fuzz.App.Run(args);
