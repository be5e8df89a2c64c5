return Adjoint.Evidence.App.Run(args);
