return Adjoint.Cli.App.Run(args);
