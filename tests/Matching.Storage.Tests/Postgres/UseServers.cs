[assembly: TestFramework("Matching.Tests.Servers.ServerTestFramework", "Matching.Storage.Tests")]
