// Guards what this repository ships as samples, with the addin as it is packed from here.
// Pack it first, then run: dotnet pack src/Cake.PipelineGuard -o artifacts/packages && dotnet cake
#addin nuget:./artifacts/packages/?package=Cake.PipelineGuard&version=0.1.0

var target = Argument("target", "Guard");

Task("Guard-Dockerfiles")
    .Does(() => PipelineGuardDockerfiles(GetFiles("./samples/*/Dockerfile"), new PipelineGuardScanSettings().WithReport("sarif", "artifacts/dockerfiles.sarif")));

// The sample is bad on purpose: a guard that lets it pass is broken.
Task("Guard-Images")
    .Does(() =>
    {
        try
        {
            PipelineGuardScan("samples/shop/shop.oci", new PipelineGuardScanSettings().WithReport("sarif", "artifacts/shop.sarif").EnableStarter().EnableOffline());
        }
        catch (PipelineGuardBlockedException blocked)
        {
            Information("As it should be: {0}", blocked.Message);
            return;
        }
        throw new Exception("The sample image was not blocked.");
    });

Task("Guard").IsDependentOn("Guard-Dockerfiles").IsDependentOn("Guard-Images");

RunTarget(target);
