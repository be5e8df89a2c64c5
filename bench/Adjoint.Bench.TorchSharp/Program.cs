using Adjoint.Bench;

TorchSharp.torch.set_num_threads(2);
Timing.Report(new ManualStep(), new LinearRegression(), new SmallNetwork(), new MatrixProduct(128), new MatrixProduct(512), new MatrixProduct(1024));
