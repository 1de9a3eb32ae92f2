Gem::Specification.new do |s|
  s.name = "rack"
  s.version = Gem::Version.new("2.2.3")
  s.license = "MIT"
  s.version_requirement = "9"
end
