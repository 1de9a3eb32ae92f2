using PipelineGuard.Packages.Catalogers.Npm;

namespace PipelineGuard.Packages;

public sealed class NodeModulesPathTests
{
    [Theory]
    [InlineData("node_modules/lodash/package.json")]
    [InlineData("app/node_modules/lodash/package.json")]
    [InlineData("app/node_modules/@angular/core/package.json")]
    [InlineData("app/node_modules/a/node_modules/b/package.json")]
    [InlineData("app/node_modules/@s/a/node_modules/@s/b/package.json")]
    [InlineData("app/node_modules/.pnpm/a@1.0.0/node_modules/a/package.json")]
    [InlineData("app/node_modules/.pnpm/@s+a@1.0.0_b@2.0.0/node_modules/@s/a/package.json")]
    [InlineData("app/node_modules/.store/a@1.0.0/node_modules/a/package.json")]
    public void Accepts_installed_packages(string path) => Assert.True(NodeModulesPath.IsInstalledPackage(path));

    [Theory]
    [InlineData("package.json")]
    [InlineData("app/package.json")]
    [InlineData("node_modules/package.json")]
    [InlineData("app/my_node_modules/a/package.json")]
    [InlineData("app/node_modules/@angular/package.json")]
    [InlineData("app/node_modules/a/lib/package.json")]
    [InlineData("app/node_modules/a/test/node_modules/b/package.json")]
    [InlineData("app/node_modules/a/package.json/x")]
    [InlineData("app/node_modules/a/node_modules/package.json")]
    [InlineData("app/node_modules/.cache/package.json")]
    [InlineData("app/node_modules/.pnpm/a@1.0.0/package.json")]
    [InlineData("app/node_modules/.pnpm/package.json")]
    [InlineData("app/node_modules//package.json")]
    public void Refuses_everything_else(string path) => Assert.False(NodeModulesPath.IsInstalledPackage(path));
}
